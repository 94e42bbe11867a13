using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Explore.Graph;
using ApSpec.Vocabulary;

namespace ApSpec.Explore;

/// <summary>
/// Restores a state of a search: from its words, or, if the system has more state than that, by running the operations that led to it. For
/// such a system two states count as equal when their words are.
/// </summary>
internal sealed class Rewind(ISystem system)
{
    private readonly IReplayedSystem? replayed = system as IReplayedSystem;
    private readonly ulong[] now = new ulong[system.StateWords];

    /// <summary>Enters a state, from which the next operations start; <paramref name="number"/> is its number in the search.</summary>
    public void Enter(ReadOnlySpan<ulong> state, int number, IPaths paths, ImmutableArray<Operation> alphabet)
    {
        if (replayed is null)
            return;
        replayed.Reset();
        foreach (var move in paths.PathTo(number))
            replayed.Apply(alphabet[move]);
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
}
