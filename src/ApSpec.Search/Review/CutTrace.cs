using ApSpec.Vocabulary;

namespace ApSpec.Search.Review;

/// <summary>A trace that was cut short on one of two subjects or on both, so that it has no verdict.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Trace">The trace up to the operation at which it was cut short.</param>
/// <param name="IsBefore">The subject before the change was cut short.</param>
/// <param name="IsAfter">The subject after it was cut short; both may be true.</param>
public sealed record CutTrace(string Reason, Trace Trace, bool IsBefore, bool IsAfter);
