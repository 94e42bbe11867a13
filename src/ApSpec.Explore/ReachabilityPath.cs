using System.Collections.Immutable;
using System.Text;
using ApSpec.Vocabulary;

namespace ApSpec.Explore;

/// <summary>A walk through the lifecycle: prints as <c>Absent -Create-> Created -Open-> Opened</c>.</summary>
/// <param name="From">Where it starts.</param>
/// <param name="Edges">Its transitions in order; none when it stays where it starts.</param>
public sealed record ReachabilityPath(LifecycleState From, ImmutableArray<LifecycleEdge> Edges)
{
    /// <summary>Where it ends.</summary>
    public LifecycleState To => Edges.IsEmpty ? From : Edges[^1].To;

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder(From.ToString());
        foreach (var edge in Edges)
            text.Append($" -{edge.Trigger}-> {edge.To}");
        return text.ToString();
    }
}
