using System.Collections.Immutable;
using ApSpec.RealDriver.Lines;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Review;

/// <summary>The places of a change, and which of them were run.</summary>
/// <param name="Places">The places, in the tree after the change.</param>
/// <param name="NotRun">Places with code that no trace has run.</param>
/// <param name="Files">The file of each function that has code.</param>
public sealed record ChangedRun(ImmutableArray<ChangedPlace> Places, ImmutableArray<ChangedPlace> NotRun, ImmutableSortedDictionary<string, string> Files)
{
    /// <summary>Traces that ran a changed function, each up to that operation; traces that ran a changed line come first.</summary>
    public ImmutableArray<Trace> Reaching { get; init; } = [];

    /// <summary>Places that have code.</summary>
    public int WithCode => Places.Count(place => place.HasCode);

    /// <summary>Those of them that were run.</summary>
    public int Run => WithCode - NotRun.Length;
}
