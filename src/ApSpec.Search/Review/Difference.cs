using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Review;

/// <summary>A trace on which two subjects first differ after the last operation: in its result, the ledger, faults or lock order.</summary>
/// <param name="Trace">The trace.</param>
/// <param name="Parts">What differs, with both values: <c>result of open: 0, -EINVAL now</c>.</param>
public sealed record Difference(Trace Trace, ImmutableArray<DifferencePart> Parts)
{
    /// <summary>Tells differences apart: the kind of the last operation, and what differs after it.</summary>
    public string Key => $"{OperationSyntax.FormOf(Trace.Operations[^1].Kind).Verb}: {string.Join(", ", Parts.Select(part => part.What).Distinct())}";
}
