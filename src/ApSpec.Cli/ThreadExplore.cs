using System.Collections.Immutable;
using ApSpec.Explore.Threads;
using ApSpec.Report;
using ApSpec.Report.Threads;
using ApSpec.Rules;
using ApSpec.Search.Threads;

namespace ApSpec.Cli;

/// <summary><c>explore --threads</c>: every schedule of calls that are made at once.</summary>
internal static class ThreadExplore
{
    /// <summary>The sets that a command line names: a file's calls, or named sets; all of them when it names none.</summary>
    public static ImmutableArray<ThreadSet> SetsOf(string? file, string[] names)
    {
        if (file is not null)
        {
            if (names.Length > 0)
                throw new InputException("either a FILE or --set");
            var trace = Inputs.TraceFileOf(file, runsThreads: true).Trace;
            return trace.Schedule is null
                ? throw new InputException($"{file}: no 'schedule' line; calls at once are 't1: ...' and 't2: ...' followed by 'schedule'")
                : [new ThreadSet(file, "", [], trace)];
        }

        return names.Length == 0 ? ThreadSets.All : [.. names.Distinct().Select(SetOf)];
    }

    /// <summary>Searches each set on each target; one that a target cannot run is left out when all are searched.</summary>
    public static int Run(ImmutableArray<ThreadSet> sets, IReadOnlyList<CheckTarget> targets, ThreadLimits limits)
    {
        var isViolated = false;
        var isCut = false;
        foreach (var set in sets)
        {
            Console.WriteLine(MailText.Wrap(set.About.Length == 0 ? set.Name : $"{set.Name}: {set.About}"));
            Console.WriteLine(MailText.Wrap(string.Join("; ", set.Trace.Operations.Select(op => op.ToString())), "  ", "    "));
            foreach (var target in targets)
            {
                var subject = target.Engine.Subject;
                if ((set.Only ?? subject.Era) != subject.Era)
                {
                    Console.WriteLine($"  {subject.Name}: not applicable, its kernel makes no such calls");
                    continue;
                }

                if (sets.Length == ThreadSets.All.Length && subject.Refusal(set.Trace.Scope) is { } reason)
                {
                    Console.WriteLine(MailText.Wrap($"{subject.Name}: not applicable, {reason}", "  ", "    "));
                    continue;
                }

                target.Accept(set.Trace.Scope);
                var searched = target.Engine.Threads(RuleBook.All).Search(0, ThreadJob.Calls(set.Trace), limits);
                if (Interrupt.IsAsked && searched.Explored is null)
                    return Interrupt.Exit;
                if (searched.Explored is not { } explored)
                {
                    Console.WriteLine(MailText.Wrap($"{subject.Name}: no verdict, {searched.Refusal}", "  ", "    "));
                    isCut = true;
                    continue;
                }

                Console.Write(ThreadExplorationText.Format(subject, set.Trace.Scope, explored, limits));
                isViolated |= explored.Findings.Length > 0;
                isCut |= !explored.IsExhaustive;
                if (Interrupt.IsAsked)
                    return Interrupt.Exit;
            }

            Console.WriteLine();
        }

        return isViolated ? ExitCode.Violated : isCut ? ExitCode.CutOff : ExitCode.Ok;
    }

    private static ThreadSet SetOf(string name) => ThreadSets.Find(name)
        ?? throw new InputException($"--set: no set '{name}'; known: {string.Join(", ", ThreadSets.All.Select(set => set.Name))}");
}
