using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Drivers;
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
    public static int Run(Trace trace, IReadOnlyList<Revision> revisions, ImmutableArray<Rule> rules, ThreadLimits limits, string? path, bool mayOverwrite)
    {
        TraceFile? first = null;
        var isFound = false;
        var isCut = false;
        foreach (var subject in revisions.Select(revision => new ModelSubject(revision)))
        {
            if (new ThreadMinimizer(subject, rules, limits).Minimize(trace, out var refusal) is not { } minimized)
            {
                isCut = true;
                Console.WriteLine(MailText.Wrap($"{subject.Name}: no verdict, {refusal}"));
                continue;
            }

            if (!minimized.IsExhaustive)
            {
                isCut = true;
                Console.WriteLine(MailText.Wrap($"{subject.Name}: no verdict on schedules beyond those searched, the search was cut off at {limits.StatesMax:N0} states"));
            }

            foreach (var shortest in minimized.Found)
            {
                isFound = true;
                var record = shortest.Record;
                Console.Write(ThreadText.Format(subject, shortest.Finding.Trace, record));
                Console.WriteLine(shortest.IsProven
                    ? "  minimal: no operation can be left out, and no schedule has fewer\n    preemptions (every one was searched)"
                    : "  minimal: not proven, a search was cut off");
                Console.WriteLine("  again:\n" + CounterexampleText.Again(subject, shortest.Finding.Trace, null));
                first ??= new TraceFile($"{shortest.Finding.Violation.Rule.Id}: {shortest.Finding.Violation.Text}", shortest.Finding.Trace,
                    [new Expectation(RevisionRange.Only(subject.Name), record.ViolationsOf(shortest.Finding.Trace), null, false)]);
            }
        }

        if (!isFound && !isCut)
            Console.WriteLine("nothing is violated that needs a second thread");
        else if (path is not null && first is not null)
            Output.Write(path, mayOverwrite, first.ToString());
        return Interrupt.IsAsked ? Interrupt.Exit : isFound ? ExitCode.Violated : isCut ? ExitCode.CutOff : ExitCode.Ok;
    }
}
