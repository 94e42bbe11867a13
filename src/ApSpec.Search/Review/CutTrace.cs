using ApSpec.Vocabulary;

namespace ApSpec.Search.Review;

/// <summary>A trace that was cut short on one of two subjects or on both, so that it has no verdict.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Trace">The trace, up to the operation that did it.</param>
/// <param name="IsBefore">It is the subject before the change that was cut off.</param>
/// <param name="IsAfter">It is the one after it; both may be.</param>
public sealed record CutTrace(string Reason, Trace Trace, bool IsBefore, bool IsAfter);
