using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Explore;

/// <summary>
/// Compares the lifecycle's state machine with the explored states. A step that the machine does not permit is a violation of MDEV-02. This
/// is the other direction: transitions of the machine that no step took.
/// </summary>
/// <param name="Taken">Transitions that some concrete step took.</param>
/// <param name="NeverTaken">Transitions that none took.</param>
public sealed record LifecycleCoverage(ImmutableArray<LifecycleEdge> Taken, ImmutableArray<LifecycleEdge> NeverTaken)
{
    /// <summary>The coverage of <paramref name="table"/> by an exploration.</summary>
    public static LifecycleCoverage Measure(TransitionTable table, Exploration explored)
    {
        var edges = table.Edges.ToLookup(edge => (explored.Taken >> table.PlaceOf(edge.From, edge.Trigger) & 1) != 0);
        return new LifecycleCoverage([.. edges[true]], [.. edges[false]]);
    }
}
