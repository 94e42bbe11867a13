using System.Collections.Immutable;
using ApSpec.Search.Review;
using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>A trace on which two systems differ after the last operation.</summary>
/// <param name="Trace">The trace; they agree until its last operation.</param>
/// <param name="Parts">How they differ: the result, a field, faults, lock order, or what happens inside the call.</param>
public sealed record LockStepDifference(Trace Trace, ImmutableArray<DifferencePart> Parts)
{
    /// <summary>The same, one line each, with both sides' values.</summary>
    public ImmutableArray<string> Texts =>
        [.. Parts.Select(part => $"{(part.Where.Length > 0 ? $"{part.Where}." : "")}{part.What}: {part.Before} | {part.After}")];
}
