using ApSpec.Vocabulary;

namespace ApSpec.Explore.Threads;

/// <summary>A lock that was taken under another by some schedule of calls at once.</summary>
/// <param name="Edge">The locks.</param>
/// <param name="Calls">The calls, with a schedule that need not be the one.</param>
public sealed record ShownEdge(LockEdge Edge, Trace Calls);
