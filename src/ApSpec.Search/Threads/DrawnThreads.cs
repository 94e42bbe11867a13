using System.Collections.Immutable;
using ApSpec.Explore.Threads;

namespace ApSpec.Search.Threads;

/// <summary>What random sets of calls at once showed on a subject.</summary>
/// <param name="Searches">Sets that were searched.</param>
/// <param name="Steps">Steps of these searches.</param>
/// <param name="Cut">Searches that were cut off by their budget or by a counter's cap.</param>
/// <param name="Findings">What was found, not shortened: for each rule and sign the schedule with the fewest preemptions.</param>
public sealed record DrawnThreads(int Searches, long Steps, int Cut, ImmutableArray<ThreadFinding> Findings)
{
    /// <summary>Nothing was drawn.</summary>
    public static DrawnThreads None { get; } = new(0, 0, 0, []);

    /// <summary>Why nothing was searched; null when something was, or nothing was drawn.</summary>
    public string? Refusal { get; init; }

    /// <summary>Random schedules of sets of which not every schedule was searched.</summary>
    public long RandomSchedules { get; init; }

    /// <summary>This and what the seeds after these draw.</summary>
    public DrawnThreads And(DrawnThreads next) => new(Searches + next.Searches, Steps + next.Steps, Cut + next.Cut, Fewest(Findings.Concat(next.Findings)))
    {
        Refusal = Refusal ?? next.Refusal,
        RandomSchedules = RandomSchedules + next.RandomSchedules,
    };

    /// <summary>Each rule and sign once; of equals the first.</summary>
    internal static ImmutableArray<ThreadFinding> Fewest(IEnumerable<ThreadFinding> findings) =>
    [
        .. findings.GroupBy(finding => (finding.Violation.Rule.Id, finding.Violation.Sign))
            .OrderBy(same => same.Key.Id, StringComparer.Ordinal).ThenBy(same => same.Key.Sign, StringComparer.Ordinal)
            .Select(same => same.MinBy(finding => (finding.Preemptions, finding.Trace.Operations.Length))!),
    ];
}
