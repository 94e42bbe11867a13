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
public sealed class ThreadMinimizer(Subject subject, IReadOnlyCollection<Rule> rules, ThreadLimits limits)
{
    /// <summary>A finding, shortened.</summary>
    public ShortestThreads Shorten(ThreadFinding finding)
    {
        var isProven = true;
        if (Search(finding.Trace, out _) is { } whole)
        {
            finding = whole.Findings.FirstOrDefault(other => IsSame(other, finding)) ?? finding;
            isProven = whole.IsExhaustiveTo(limits.PreemptionsMax);
        }

        while (Shorter(finding, ref isProven) is { } found)
            finding = found;
        return new ShortestThreads(finding, ThreadPlayer.Play(subject, finding.Trace, RuleBook.All, out _), isProven);
    }

    // One operation less, or two of those before the threads: a removal and the creation before it.
    private ThreadFinding? Shorter(ThreadFinding finding, ref bool isProven)
    {
        var operations = finding.Trace.Operations;
        var before = finding.Trace.Before.Length;
        var isExhaustive = true;
        for (var first = 0; first < operations.Length; first++)
        {
            for (var second = first; second == first || second < before; second++)
            {
                var less = second == first ? operations.RemoveAt(first) : operations.RemoveAt(second).RemoveAt(first);
                var shorter = finding.Trace with { Operations = less, Schedule = new Schedule([]) };
                if (TraceThreads.Refusal(shorter) is not null || Search(shorter, out _) is not { } explored)
                    continue;
                if (explored.Findings.FirstOrDefault(other => IsSame(other, finding)) is { } found)
                {
                    isProven = explored.IsExhaustiveTo(limits.PreemptionsMax);
                    return found;
                }

                isExhaustive &= explored.IsExhaustiveTo(limits.PreemptionsMax);
            }
        }

        isProven &= isExhaustive;
        return null;
    }

    private static bool IsSame(ThreadFinding one, ThreadFinding other) =>
        one.Violation.Rule.Id == other.Violation.Rule.Id && one.Violation.Sign == other.Violation.Sign;

    private ThreadExploration? Search(Trace trace, out string refusal)
    {
        var run = ThreadRun.Begin(subject.CreateForThreads(trace.Scope), rules, trace, out refusal);
        return run is null ? null : new ThreadSearch(run, trace).Run(limits);
    }
}
