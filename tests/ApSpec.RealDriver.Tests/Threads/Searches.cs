using ApSpec.Check.Threads;
using ApSpec.Explore.Threads;
using ApSpec.Rules;

namespace ApSpec.RealDriver.Tests.Threads;

/// <summary>Searches of schedules as tests need them.</summary>
internal static class Searches
{
    /// <summary>The schedules of a named set on a driver; with <paramref name="isWhole"/> each load and store is a step.</summary>
    public static ThreadExploration Of(LoadedDriver driver, string set, int preemptions, bool isWhole = false, Action<ThreadRun>? atEnd = null)
    {
        var trace = ThreadSets.Find(set)!.Trace;
        var run = ThreadRun.Begin(driver.Subject.CreateForThreads(trace.Scope), RuleBook.All, trace, out var refusal);
        Assert.True(run is not null, refusal);
        if (isWhole)
            run.ShowEachStep();
        return new ThreadSearch(run, trace) { AtEnd = () => atEnd?.Invoke(run) }.Run(new ThreadLimits(preemptions));
    }

    /// <summary>The findings as rule, preemptions, and the function in which it goes wrong, or the circle.</summary>
    public static string[] Found(ThreadExploration explored) =>
    [
        .. explored.Findings.Select(finding => $"{finding.Violation.Rule.Id} {finding.Preemptions}: {(finding.Violation.IsDeadlock ? finding.Violation.Sign : Place(finding.Violation))}")
            .Distinct().Order(StringComparer.Ordinal),
    ];

    private static string Place(ThreadViolation violation)
    {
        if (violation.Evidence.Used is { } place)
            return place.Split(' ')[0];
        var text = violation.Text;
        return text.LastIndexOf(" in ", StringComparison.Ordinal) is > 0 and var at ? text[(at + 4)..].Split(' ')[0] : text;
    }
}
