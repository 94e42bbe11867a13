namespace ApSpec.Explore.Graph;

/// <summary>
/// Where each state of a breadth-first search came from: the state before it and the move. States come in the order of those before them, so
/// one byte says how far the state before lies behind that of the state stored last.
/// </summary>
/// <param name="moves">Moves that a search tries.</param>
internal sealed class Origins(int moves) : IPaths
{
    private const int ChunkBits = 12;
    private const int ChunkMask = (1 << ChunkBits) - 1;
    private readonly bool isWide = moves > 1 << 8;
    private readonly List<(byte[] Ahead, byte[] Moves, byte[] Highs)> chunks = [];
    private readonly List<int> firsts = [];
    private readonly Dictionary<int, int> leaps = [];
    private int last;

    /// <summary>States noted.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes it takes, but for the few leaps.</summary>
    public long Bytes => (long)chunks.Count * ((isWide ? 3 : 2) << ChunkBits);

    /// <summary>Notes the next state; the state before it is none that came before that of the one noted last.</summary>
    public void Add(int before, int move)
    {
        if ((Count & ChunkMask) == 0)
        {
            chunks.Add((new byte[1 << ChunkBits], new byte[1 << ChunkBits], isWide ? new byte[1 << ChunkBits] : []));
            firsts.Add(before);
            last = before;
        }

        var ahead = before - last;
        ArgumentOutOfRangeException.ThrowIfNegative(ahead, nameof(before));
        if (ahead >= byte.MaxValue)
            leaps.Add(Count, before);
        chunks[^1].Ahead[Count & ChunkMask] = (byte)Math.Min(ahead, byte.MaxValue);
        chunks[^1].Moves[Count & ChunkMask] = (byte)move;
        if (isWide)
            chunks[^1].Highs[Count & ChunkMask] = (byte)(move >> 8);
        last = before;
        Count++;
    }

    /// <inheritdoc/>
    public IReadOnlyList<int> PathTo(int state)
    {
        var path = new List<int>();
        for (; Before(state) is var before and >= 0; state = before)
            path.Add(MoveTo(state));
        path.Reverse();
        return path;
    }

    private int MoveTo(int state)
    {
        var (_, low, high) = chunks[state >> ChunkBits];
        return low[state & ChunkMask] | (isWide ? high[state & ChunkMask] << 8 : 0);
    }

    private int Before(int state)
    {
        var before = firsts[state >> ChunkBits];
        var ahead = chunks[state >> ChunkBits].Ahead;
        for (var at = state & ~ChunkMask; at <= state; at++)
            before = ahead[at & ChunkMask] == byte.MaxValue ? leaps[at] : before + ahead[at & ChunkMask];
        return before;
    }
}
