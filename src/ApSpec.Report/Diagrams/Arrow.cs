using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Report.Diagrams;

/// <summary>All transitions from one state to another, drawn as one arrow with a line for each trigger.</summary>
internal sealed record Arrow(
    LifecycleState From, LifecycleState To, bool IsDetach, ImmutableArray<LifecycleTrigger> Triggers)
{
    /// <summary>The lines of its label.</summary>
    public IEnumerable<string> Label => Triggers.Select(DiagramNames.Words);

    /// <summary>
    /// The arrows of <paramref name="table"/>, by state left and state entered. A detach never shares an arrow.
    /// </summary>
    public static IEnumerable<Arrow> Collect(TransitionTable table) =>
        from edge in table.Edges
        group edge by (edge.From, edge.To, edge.IsDetach) into same
        orderby same.Key.From, same.Key.To, same.Key.IsDetach
        select new Arrow(same.Key.From, same.Key.To, same.Key.IsDetach, [.. same.Select(e => e.Trigger)]);

    /// <summary>The states that <paramref name="table"/> mentions, and the one in which every life begins.</summary>
    public static IEnumerable<LifecycleState> States(TransitionTable table) =>
        table.Edges.SelectMany(e => new[] { e.From, e.To }).Append(LifecycleState.Absent).Distinct().Order();
}
