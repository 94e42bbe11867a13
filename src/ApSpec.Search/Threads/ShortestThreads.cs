using System.Collections.Immutable;
using ApSpec.Check.Threads;
using ApSpec.Explore.Threads;

namespace ApSpec.Search.Threads;

/// <summary>The fewest calls that show a finding, with the schedule that has the fewest preemptions.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Record">The run by that schedule; null when the process that ran it died.</param>
/// <param name="IsProven">No operation can be left out, and no schedule of these calls has fewer preemptions; false when a search was cut off.</param>
public sealed record ShortestThreads(ThreadFinding Finding, ThreadRecord? Record, bool IsProven)
{
    /// <summary>The same freed memory, used at other places: each with a schedule that shows it, not shortened.</summary>
    public ImmutableArray<ThreadFinding> Elsewhere { get; init; } = [];

    /// <summary>The finding and those elsewhere.</summary>
    public IEnumerable<ThreadFinding> Places => Elsewhere.Prepend(Finding);

    /// <summary>The sanitizers' report on the trace by that schedule; null when they were not run, or report nothing.</summary>
    public SanitizerReport? Sanitizer { get; init; }
}
