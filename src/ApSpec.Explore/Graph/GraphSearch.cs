namespace ApSpec.Explore.Graph;

/// <summary>
/// Breadth-first search of a state graph, with one thread for each walker. Threads walk some states each, and what they met is taken over in the
/// order of states and moves: the result is that of one thread. A visitor gets the notes in that order.
/// </summary>
/// <typeparam name="TNote">What a walker tells of a move.</typeparam>
public sealed class GraphSearch<TNote>
{
    private const int PartsOfThread = 32;
    private readonly IReadOnlyList<IGraphWalker<TNote>> walkers;
    private readonly Action<int, int, TNote> noted;
    private readonly Origins origins;
    private readonly GraphPart<TNote>[] parts;
    private StateStore store;

    /// <summary>A search by <paramref name="walkers"/>; <paramref name="noted"/> gets state, move and note.</summary>
    public GraphSearch(IReadOnlyList<IGraphWalker<TNote>> walkers, Action<int, int, TNote> noted)
    {
        if (walkers[0].Moves > ushort.MaxValue)
            throw new ArgumentException($"more than {ushort.MaxValue} moves", nameof(walkers));
        this.walkers = walkers;
        this.noted = noted;
        origins = new Origins(walkers[0].Moves);
        store = new StateStore(walkers[0].StateWords);
        parts = new GraphPart<TNote>[walkers.Count == 1 ? 1 : walkers.Count * PartsOfThread];
        for (var i = 0; i < parts.Length; i++)
            parts[i] = new GraphPart<TNote>(walkers[0].StateWords);
    }

    /// <summary>States stored.</summary>
    public int States => store.Count;

    /// <summary>Bytes that hold the states, what finds them, and where they came from.</summary>
    public long Bytes => store.Bytes + origins.Bytes;

    /// <summary>Moves made.</summary>
    public long Transitions { get; private set; }

    /// <summary>States from which moves were made: the first ones.</summary>
    public int Walked { get; private set; }

    /// <summary>States for which these stand.</summary>
    public long StatesInAll { get; private set; }

    /// <summary>Moves for which those made stand.</summary>
    public long TransitionsInAll { get; private set; }

    /// <summary>The number of moves within which every state was found.</summary>
    public int Depth { get; private set; }

    /// <summary>True when no state was left.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>True when the search stopped for lack of memory.</summary>
    public bool IsOutOfMemory { get; private set; }

    /// <summary>The moves up to the one that was looked for; null when none was found.</summary>
    public IReadOnlyList<int>? Found { get; private set; }

    /// <summary>Searches every state within the limits.</summary>
    public void Run(SearchLimits limits)
    {
        store = new StateStore(walkers[0].StateWords, limits.BytesMax);
        try
        {
            var first = new ulong[walkers[0].StateWords];
            walkers[0].Begin(first);
            store.Add(first);
            origins.Add(-1, 0);
            var level = 0;
            while (level < store.Count)
            {
                if (Depth == limits.DepthMax)
                    return;
                var end = store.Count;
                var keep = Depth + 1 < limits.DepthMax;
                if (!Expand(level, end, limits, keep))
                    return;
                level = end;
                Depth++;
                if (!keep)
                    return; // states after the last level are not stored, so new ones are not detected
            }

            IsComplete = true;
        }
        catch (OutOfMemoryException)
        {
            IsOutOfMemory = true; // the counts stay correct: a state that is only half stored is not counted
        }
    }

    /// <summary>The moves that lead to a state.</summary>
    public IReadOnlyList<int> PathTo(int state) => origins.PathTo(state);

    // False when a limit or what was looked for stopped it.
    private bool Expand(int first, int end, SearchLimits limits, bool keep)
    {
        for (var at = first; at < end;)
        {
            var used = Math.Min(parts.Length, (end - at + GraphPart<TNote>.StatesMax - 1) / GraphPart<TNote>.StatesMax);
            Walk(at, end, used, keep);
            for (var i = 0; i < used; i++)
            {
                if (!MayTake(parts[i], limits))
                    return false;
            }

            at += used * GraphPart<TNote>.StatesMax;
        }

        return true;
    }

    private void Walk(int first, int end, int used, bool keep)
    {
        if (walkers.Count == 1 || used == 1)
        {
            for (var i = 0; i < used; i++)
                WalkPart(walkers[0], i, first, end, keep);
            return;
        }

        var next = -1;
        Parallel.For(0, Math.Min(walkers.Count, used), walker =>
        {
            while (Interlocked.Increment(ref next) is var i && i < used)
                WalkPart(walkers[walker], i, first, end, keep);
        });
    }

    private void WalkPart(IGraphWalker<TNote> walker, int i, int first, int end, bool keep)
    {
        var from = first + (i * GraphPart<TNote>.StatesMax);
        parts[i].Failure = null;
        try
        {
            parts[i].Walk(walker, from, Math.Min(from + GraphPart<TNote>.StatesMax, end), keep, store, origins);
        }
        catch (Exception e) when (walkers.Count > 1)
        {
            parts[i].Failure = e; // told when its turn comes
        }
    }

    private bool MayTake(GraphPart<TNote> part, SearchLimits limits)
    {
        if (part.Failure is { } failure)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        for (var place = 0; place < part.Count; place++)
        {
            var node = part.First + place;
            Transitions += part.MovedFrom(place);
            Walked++;
            StatesInAll += part.WeightOf(place);
            TransitionsInAll += (long)part.WeightOf(place) * part.MovedFrom(place);
            foreach (var (move, note) in part.NotesOf(place))
                noted(node, move, note);
            var (from, to) = (part.NewFrom(place).Start.Value, part.NewFrom(place).End.Value);
            for (var i = from; i < to; i++)
            {
                if (store.Add(part.StateAt(i, out var move)))
                    origins.Add(node, move);
            }

            if (part.Found is { } found && place == part.Count - 1)
            {
                Found = [.. origins.PathTo(node), found];
                return false;
            }

            if (store.Count >= limits.StatesMax || limits.Time?.IsOver == true)
                return false;
        }

        return true;
    }
}
