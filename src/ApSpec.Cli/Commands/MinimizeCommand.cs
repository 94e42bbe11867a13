using System.CommandLine;
using ApSpec.Check;
using ApSpec.Explore;
using ApSpec.Explore.Threads;
using ApSpec.Report;
using ApSpec.Rules;
using ApSpec.Search;
using ApSpec.Search.Threads;
using ApSpec.Vocabulary;

namespace ApSpec.Cli.Commands;

/// <summary><c>minimize</c>: finds the shortest counterexamples for the violations of a trace file.</summary>
internal static class MinimizeCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "a .trace file" };
        var revisions = Options.Revisions();
        var drivers = Options.Drivers();
        var rev = Options.Rev();
        var rules = Options.Rules();
        var budget = Options.StatesMax(2_000_000);
        var output = new Option<string?>("--output", "-o") { Description = "write the shortest trace of the first violated rule to this file" };
        var force = new Option<bool>("--force") { Description = "overwrite the output file" };
        var isUnsafe = Options.Unsafe();
        var command = new Command("minimize", "Find the shortest traces that violate the rules a trace violates, with a proof.")
        {
            file, revisions, drivers, rev, rules, budget, output, force, isUnsafe,
        };
        command.SetAction(parse =>
        {
            var trace = Inputs.TraceFileOf(parse.GetValue(file)!, runsThreads: true).Trace;
            var wanted = Inputs.RulesOf(parse.GetValue(rules)!);
            Interrupt.Heed();
            var limits = new SearchLimits(Options.StatesMax(parse, budget, parse.GetValue(drivers)!.Length > 0),
                Time: new TimeLimit(TimeSpan.MaxValue, () => default, () => Interrupt.IsAsked));
            var path = parse.GetValue(output);
            Output.Refuse(path, parse.GetValue(force));
            if (trace.Schedule is not null)
            {
                var trees = Options.TreesOf(parse.GetValue(drivers)!, parse.GetValue(rev));
                var targets = CheckTarget.Both(parse.GetValue(revisions)!, trees, parse.GetValue(isUnsafe));
                try
                {
                    return ThreadMinimize.Run(trace, targets, wanted, new ThreadLimits(trees.Length > 0 ? ThreadBounds.Compiled.Named.PreemptionsMax : int.MaxValue, limits.StatesMax, limits.Time),
                        path, parse.GetValue(force));
                }
                finally
                {
                    foreach (var target in targets)
                        target.Dispose();
                }
            }

            Counterexample? first = null;
            var isFound = false;
            foreach (var target in CheckTarget.Named(parse.GetValue(revisions)!, Options.TreesOf(parse.GetValue(drivers)!, parse.GetValue(rev)), Environment.ProcessorCount, parse.GetValue(isUnsafe)))
            {
                using (target)
                {
                    foreach (var (found, text) in target.Minimize(trace, wanted, limits))
                    {
                        first ??= found;
                        isFound = true;
                        Console.WriteLine(text);
                    }
                }
            }

            if (!isFound)
                Console.WriteLine("no rule is violated");
            else if (path is not null && first is not null)
                Output.Write(path, parse.GetValue(force), CounterexampleText.TraceFileOf(first).ToString());
            return Interrupt.IsAsked ? Interrupt.Exit : isFound ? ExitCode.Violated : ExitCode.Ok;
        });
        return command;
    }
}
