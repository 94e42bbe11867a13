using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Explore.Graph;
using ApSpec.Vocabulary;

namespace ApSpec.Explore;

/// <summary>
/// Restores a state of a search: from its words, or, if the system has more state than that, by running the operations that led to it. For
/// such a system two states count as equal when their words are.
/// </summary>
/// <remarks>
/// A search enters states in the order it found them, so the way to the next one mostly begins like the way to the last: the states on that
/// way are marked, and only what differs is run again.
/// </remarks>
internal sealed class Rewind(ISystem system)
{
    private readonly IReplayedSystem? replayed = system as IReplayedSystem;
    private readonly ulong[] now = new ulong[system.StateWords];
    private readonly int[] way = new int[IReplayedSystem.PlacesMax];
    private readonly long[] marks = new long[IReplayedSystem.PlacesMax];
    private int marked;

    /// <summary>Enters a state, from which the next operations start; <paramref name="number"/> is its number in the search.</summary>
    public void Enter(ReadOnlySpan<ulong> state, int number, IPaths paths, ImmutableArray<Operation> alphabet)
    {
        if (replayed is null)
            return;
        var path = paths.PathTo(number);
        for (var at = Begin(replayed, path); at < path.Count; at++)
        {
            replayed.Apply(alphabet[path[at]]);
            if (at < way.Length && at + 1 < path.Count)
                (way[at], marks[at], marked) = (path[at], replayed.MarkAt(at), at + 1);
        }

        replayed.Save(now);
        if (!state.SequenceEqual(now))
            throw new InvalidOperationException($"{replayed.Revision} does not come to the same state by the same operations");
        replayed.Mark();
    }

    /// <summary>Restores the state entered last.</summary>
    public void Back(ReadOnlySpan<ulong> state)
    {
        if (replayed is null)
            system.Restore(state);
        else
            replayed.Return();
    }

    // Goes to the last marked state that the path comes by, and returns how much of the path leads there.
    private int Begin(IReplayedSystem replayed, IReadOnlyList<int> path)
    {
        var shared = 0;
        while (shared < marked && shared < path.Count && way[shared] == path[shared])
            shared++;
        marked = shared;
        if (shared > 0 && replayed.ReturnTo(shared - 1, marks[shared - 1]))
            return shared;
        replayed.Reset();
        return marked = 0;
    }
}
