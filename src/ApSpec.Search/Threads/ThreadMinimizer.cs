using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Check.Threads;
using ApSpec.Explore.Threads;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Threads;

/// <summary>
/// Shortens calls at once: operations and calls are left out as long as some schedule of the rest still shows the finding, then the schedule with the
/// fewest preemptions is taken.
/// </summary>
public sealed class ThreadMinimizer(ModelSubject subject, IReadOnlyCollection<Rule> rules, ThreadLimits limits)
{
    /// <summary>Each finding of some schedule of the calls, shortened. Null when what comes before them is not possible, with the reason.</summary>
    public ImmutableArray<ShortestThreads>? Minimize(Trace trace, out string refusal)
    {
        var explored = Search(trace, out refusal);
        return explored is null ? null : [.. explored.Findings.Select(finding => Shorten(finding, explored.IsExhaustive))];
    }

    private ShortestThreads Shorten(ThreadFinding finding, bool isProven)
    {
        for (var place = 0; place < finding.Trace.Operations.Length;)
        {
            var shorter = finding.Trace with { Operations = finding.Trace.Operations.RemoveAt(place), Schedule = new Schedule([]) };
            if (TraceThreads.Refusal(shorter) is not null || Search(shorter, out _) is not { } explored)
            {
                place++;
                continue;
            }

            if (explored.Findings.FirstOrDefault(other => IsSame(other, finding)) is { } found)
            {
                (finding, isProven, place) = (found, explored.IsExhaustive, 0);
                continue;
            }

            isProven &= explored.IsExhaustive;
            place++;
        }

        return new ShortestThreads(finding, isProven);
    }

    private static bool IsSame(ThreadFinding one, ThreadFinding other) =>
        one.Violation.Rule.Id == other.Violation.Rule.Id && one.Violation.Sign == other.Violation.Sign;

    private ThreadExploration? Search(Trace trace, out string refusal)
    {
        var run = ThreadRun.Begin(subject.Create(trace.Scope), rules, trace, out refusal);
        return run is null ? null : new ThreadSearch(run, trace).Run(limits);
    }
}
