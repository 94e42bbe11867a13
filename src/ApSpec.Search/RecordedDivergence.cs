using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Explore;

namespace ApSpec.Search;

/// <summary>How two subjects differ, with the trace as it ran on both.</summary>
/// <param name="A">The first subject.</param>
/// <param name="B">The second.</param>
/// <param name="Found">The trace, and what differs after its last operation.</param>
/// <param name="StepsOfA">The trace's steps on the first, not judged.</param>
/// <param name="StepsOfB">Its steps on the second.</param>
/// <param name="Unread">Functions on the trace, of either subject, that were not read in any source.</param>
public sealed record RecordedDivergence(
    Subject A, Subject B, Divergence Found, ImmutableArray<RecordedStep> StepsOfA, ImmutableArray<RecordedStep> StepsOfB,
    ImmutableArray<Reservation> Unread)
{
    /// <summary>Runs the trace of <paramref name="found"/> on both.</summary>
    public static RecordedDivergence Record(Subject a, Subject b, Divergence found) => new(
        a, b, found, Recording.Record(a, found.Trace, []), Recording.Record(b, found.Trace, []),
        [.. Reservations.UnreadBy(a, found.Trace), .. Reservations.UnreadBy(b, found.Trace)]);
}
