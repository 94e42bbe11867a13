using ApSpec.Explore.Threads;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Threads;

/// <summary>What became of a search.</summary>
/// <param name="Trace">The calls; null when a seed draws none.</param>
/// <param name="Explored">The search; null when there was none, with the reason.</param>
/// <param name="Refusal">Why there was none: what comes before the threads is not possible, or the process that ran it died.</param>
/// <param name="IsUnfinished">It was begun, and did not come to its end: the process died, or there was no time.</param>
public sealed record ThreadSearched(Trace? Trace, ThreadExploration? Explored, string Refusal = "", bool IsUnfinished = false);
