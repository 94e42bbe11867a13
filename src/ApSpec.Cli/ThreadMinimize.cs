using System.Collections.Immutable;
using ApSpec.Explore.Threads;
using ApSpec.Report;
using ApSpec.Report.Threads;
using ApSpec.Rules;
using ApSpec.Search.Threads;
using ApSpec.Vocabulary;

namespace ApSpec.Cli;

/// <summary><c>minimize</c> of a trace with a schedule.</summary>
internal static class ThreadMinimize
{
    /// <summary>Prints each finding shortened; the first one's trace goes into <paramref name="path"/>, if that is not null.</summary>
    public static int Run(Trace trace, IReadOnlyList<CheckTarget> targets, ImmutableArray<Rule> rules, ThreadLimits limits, string? path, bool mayOverwrite)
    {
        TraceFile? first = null;
        var isFound = false;
        var isCut = false;
        foreach (var target in targets)
        {
            var subject = target.Engine.Subject;
            target.Accept(trace.Scope);
            var engine = target.Engine.Threads(rules);
            var searched = engine.Search(0, ThreadJob.Calls(trace), limits);
            if (searched.Explored is not { } explored)
            {
                isCut = true;
                Console.WriteLine(MailText.Wrap($"{subject.Name}: no verdict, {searched.Refusal}"));
                continue;
            }

            if (!explored.IsExhaustive)
            {
                isCut = true;
                Console.WriteLine(MailText.Wrap($"{subject.Name}: no verdict on schedules beyond those searched: {Bound(explored, limits)}"));
            }

            foreach (var shortest in explored.Findings.Select(finding => engine.Shorten(0, finding, limits)))
            {
                isFound = true;
                var found = shortest.Finding;
                Console.Write(shortest.Record is { } record ? ThreadText.Format(subject, found.Trace, record) : $"{subject.Name}\n  the process that ran it died\n");
                Console.WriteLine(shortest.IsProven
                    ? "  minimal: no operation can be left out, and no schedule has fewer\n    preemptions (every one "
                        + (limits.PreemptionsMax == int.MaxValue ? "was searched)" : $"with at most {limits.PreemptionsMax} was searched)")
                    : "  minimal: not proven, a search was cut off");
                Console.WriteLine("  again:\n" + CounterexampleText.Again(subject, found.Trace, null));
                first ??= new TraceFile($"{found.Violation.Rule.Id}: {found.Violation.Text}", found.Trace,
                    [new Expectation(RevisionRange.Only(subject.ExpectationName), shortest.Record?.ViolationsOf(found.Trace) ?? [], null, false)]);
            }
        }

        if (!isFound && !isCut)
            Console.WriteLine("nothing is violated that needs a second thread");
        else if (path is not null && first is not null)
            Output.Write(path, mayOverwrite, first.ToString());
        return Interrupt.IsAsked ? Interrupt.Exit : isFound ? ExitCode.Violated : isCut ? ExitCode.CutOff : ExitCode.Ok;
    }

    private static string Bound(ThreadExploration explored, ThreadLimits limits) => explored.Preemptions == limits.PreemptionsMax
        ? $"at most {Counts.Of(limits.PreemptionsMax, "preemption")}" : $"the search was cut off at {limits.StatesMax:N0} states";
}
