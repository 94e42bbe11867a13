namespace ApSpec.Explore.Graph;

/// <summary>
/// Where each state of a breadth-first search came from: the state before it and the move. States come in the order of those before them, so
/// one byte says how far the state before lies behind that of the state stored last.
/// </summary>
internal sealed class Origins : IPaths
{
    private const int ChunkBits = 12;
    private const int ChunkMask = (1 << ChunkBits) - 1;
    private readonly List<(byte[] Ahead, ushort[] Moves)> chunks = [];
    private readonly List<int> firsts = [];
    private readonly Dictionary<int, int> leaps = [];
    private int last;

    /// <summary>States noted.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes it takes, but for the few leaps.</summary>
    public long Bytes => (long)chunks.Count * ((1 + sizeof(ushort)) << ChunkBits);

    /// <summary>Notes the next state; the state before it is none that came before that of the one noted last.</summary>
    public void Add(int before, int move)
    {
        if ((Count & ChunkMask) == 0)
        {
            chunks.Add((new byte[1 << ChunkBits], new ushort[1 << ChunkBits]));
            firsts.Add(before);
            last = before;
        }

        var ahead = before - last;
        ArgumentOutOfRangeException.ThrowIfNegative(ahead, nameof(before));
        if (ahead >= byte.MaxValue)
            leaps.Add(Count, before);
        chunks[^1].Ahead[Count & ChunkMask] = (byte)Math.Min(ahead, byte.MaxValue);
        chunks[^1].Moves[Count & ChunkMask] = (ushort)move;
        last = before;
        Count++;
    }

    /// <inheritdoc/>
    public IReadOnlyList<int> PathTo(int state)
    {
        var moves = new List<int>();
        for (; Before(state) is var before and >= 0; state = before)
            moves.Add(chunks[state >> ChunkBits].Moves[state & ChunkMask]);
        moves.Reverse();
        return moves;
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
