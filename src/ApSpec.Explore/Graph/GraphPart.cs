namespace ApSpec.Explore.Graph;

/// <summary>Some states in a row and what was met from them: the unit of work of one thread.</summary>
/// <typeparam name="TNote">What a walker tells of a move.</typeparam>
internal sealed class GraphPart<TNote>(int words)
{
    /// <summary>States of a part, at most.</summary>
    public const int StatesMax = 32;

    private readonly List<(int Move, TNote Note)> notes = [];
    private readonly ulong[] state = new ulong[words];
    private readonly Node[] nodes = new Node[StatesMax];
    private ulong[] states = new ulong[words * 64];
    private ulong[] keys = new ulong[words * 64];
    private (ulong Hash, int Candidate, int Move, bool IsAsked)[] met = new (ulong, int, int, bool)[64];
    private int count;

    /// <summary>The first of its states.</summary>
    public int First { get; private set; }

    /// <summary>States that were walked.</summary>
    public int Count { get; private set; }

    /// <summary>The move of the last state that is what was looked for; null when none was.</summary>
    public int? Found { get; private set; }

    /// <summary>What its owner failed with; null when it did not.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Walks the states from <paramref name="first"/> to before <paramref name="end"/>; keeps states that are not stored yet.</summary>
    public void Walk(IGraphWalker<TNote> walker, int first, int end, bool keep, StateStore store, IPaths paths)
    {
        (First, Count, count, Found) = (first, 0, 0, null);
        notes.Clear();
        walker.BeginPart();
        for (var at = first; at < end && Found is null; at++)
        {
            var moved = WalkOne(walker, at, keep, store, paths);
            nodes[Count++] = new Node(moved, walker.Weight, count, notes.Count);
        }

        Sift(store);
    }

    /// <summary>Moves made from one of its states.</summary>
    public int MovedFrom(int place) => nodes[place].Moved;

    /// <summary>For how many states one of its states stands.</summary>
    public int WeightOf(int place) => nodes[place].Weight;

    /// <summary>What was noted in one of its states.</summary>
    public ReadOnlySpan<(int Move, TNote Note)> NotesOf(int place) =>
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(notes)[(place == 0 ? 0 : nodes[place - 1].NotesEnd)..nodes[place].NotesEnd];

    /// <summary>Places of the states met from one of its states that were not stored; for <see cref="StateAt"/>.</summary>
    public Range NewFrom(int place) => (place == 0 ? 0 : nodes[place - 1].StatesEnd)..nodes[place].StatesEnd;

    /// <summary>A state that was not stored, and the move that leads to it.</summary>
    public ReadOnlySpan<ulong> StateAt(int place, out int move)
    {
        move = met[place].Move;
        return states.AsSpan(place * words, words);
    }

    private int WalkOne(IGraphWalker<TNote> walker, int node, bool keep, StateStore store, IPaths paths)
    {
        store.Load(node, state);
        walker.Enter(state, node, paths);
        var moved = 0;
        for (var move = 0; move < walker.Moves; move++)
        {
            if (count == met.Length)
                Enlarge();
            var next = states.AsSpan(count * words, words);
            var end = walker.Move(state, move, next, notes);
            if (end == MoveEnd.None)
                continue;
            moved++;
            if (end == MoveEnd.Found)
            {
                Found = move;
                break;
            }

            if (end == MoveEnd.Last || !keep)
                continue;
            var isAsked = store.Ask(next, keys.AsSpan(count * words, words), out var hash);
            met[count++] = (hash, -1, move, isAsked);
        }

        return moved;
    }

    // Most states met are stored already. The questions are asked in turns, so that memory answers many at a time.
    private void Sift(StateStore store)
    {
        for (var i = 0; i < count; i++)
        {
            if (met[i].IsAsked)
                met[i].Candidate = store.Candidate(met[i].Hash);
        }

        var (kept, at) = (0, 0);
        for (var place = 0; place < Count; place++)
        {
            for (; at < nodes[place].StatesEnd; at++)
            {
                if (met[at].IsAsked && store.Contains(keys.AsSpan(at * words, words), met[at].Hash, met[at].Candidate))
                    continue;
                met[kept] = met[at];
                states.AsSpan(at * words, words).CopyTo(states.AsSpan(kept * words));
                kept++;
            }

            nodes[place] = nodes[place] with { StatesEnd = kept };
        }
    }

    private void Enlarge()
    {
        Array.Resize(ref met, met.Length * 2);
        Array.Resize(ref states, states.Length * 2);
        Array.Resize(ref keys, keys.Length * 2);
    }

    private readonly record struct Node(int Moved, int Weight, int StatesEnd, int NotesEnd);
}
