using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Review;

/// <summary>A trace after whose last operation two subjects first differ, in its result, in the ledger, in faults or in lock order.</summary>
/// <param name="Trace">The trace.</param>
/// <param name="Parts">What differs, with what was and what is: <c>result of open: 0, -EINVAL now</c>.</param>
public sealed record Difference(Trace Trace, ImmutableArray<DifferencePart> Parts)
{
    /// <summary>What tells it from others: the kind of the last operation, and what differs after it.</summary>
    public string Key => $"{OperationSyntax.FormOf(Trace.Operations[^1].Kind).Verb}: {string.Join(", ", Parts.Select(part => part.What).Distinct())}";
}
