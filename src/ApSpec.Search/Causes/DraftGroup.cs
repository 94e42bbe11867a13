using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Causes;

/// <summary>Drafts of one rule, kind of violating operation and cause; the simplest finding among them is wanted.</summary>
/// <param name="Drafts">The drafts.</param>
/// <param name="Known">Traces that show the same of another driver. One that does so here, and is not longer than the drafts, is the finding: no shorter one is searched for.</param>
public sealed record DraftGroup(ImmutableArray<Draft> Drafts, ImmutableArray<Trace> Known)
{
    /// <summary>A group of which nothing is known.</summary>
    public DraftGroup(IEnumerable<Draft> drafts)
        : this([.. drafts], [])
    {
    }
}
