using System.CommandLine;
using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Explore;
using ApSpec.Explore.Symmetry;
using ApSpec.Explore.Threads;
using ApSpec.Report;
using ApSpec.Rules;
using ApSpec.Search.Threads;
using ApSpec.Vocabulary;

namespace ApSpec.Cli.Commands;

/// <summary><c>explore</c>: every state of a small scope.</summary>
internal static class ExploreCommand
{
    // What the states may take; the rest is for all else.
    private static long MemoryMax => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 * 3;

    public static Command Create()
    {
        var revisions = Options.Revisions();
        var drivers = Options.Drivers();
        var rev = Options.Rev();
        var isUnsafe = Options.Unsafe();
        var scope = Options.Scope();
        var budget = Options.StatesMax(5_000_000);
        var file = new Argument<string?>("FILE") { Description = "with --threads: a .trace file with the calls", Arity = ArgumentArity.ZeroOrOne };
        var threads = new Option<bool>("--threads")
        {
            Description = "search every schedule of calls that are made at once: those of FILE, those of --set, or every named set",
        };
        var sets = new Option<string[]>("--set") { Description = "with --threads: a named set of calls (repeatable)" };
        var preemptions = Options.Number("--preemptions", "with --threads: preemptions of a schedule, at most; for a compiled driver the default is 2", 1_000_000, 0, 1_000_000);
        var jobs = Options.Number("--jobs", "threads that search states; the result does not depend on it", Environment.ProcessorCount, 1, 256);
        var memory = Options.Number("--memory", "MiB that the states of a search may take; the default is three quarters of what there is", (int)Math.Clamp(MemoryMax >> 20, 1, int.MaxValue), 1, int.MaxValue);
        var alike = new Option<bool>("--alike")
        {
            Description = "take mdevs, guests, adapters and domains for each other where they are alike, so that one state stands for many; where they are not, say so",
        };
        var command = new Command("explore", "Search every state of a small scope, or every schedule of calls at once; report exact counts, caps met, and the first violation of each rule.")
        {
            file, revisions, drivers, rev, scope, budget, jobs, memory, alike, threads, sets, preemptions, isUnsafe,
        };
        command.SetAction(parse =>
        {
            if (parse.GetValue(threads))
            {
                if (new[] { parse.GetResult(jobs)?.Implicit, parse.GetResult(memory)?.Implicit, parse.GetResult(alike)?.Implicit }.Contains(false))
                    throw new InputException("--jobs, --memory and --alike are of a search over states: leave out --threads");
                if (parse.GetValue(scope) is not null)
                    throw new InputException("--scope: with --threads the scope is that of the calls");
                var trees = Options.TreesOf(parse.GetValue(drivers)!, parse.GetValue(rev));
                var called = ThreadExplore.SetsOf(parse.GetValue(file), parse.GetValue(sets)!);
                var targets = CheckTarget.Both(parse.GetValue(revisions)!, trees, parse.GetValue(isUnsafe));
                Interrupt.Heed();
                var most = trees.Length > 0 && parse.GetResult(preemptions)?.Implicit != false ? ThreadBounds.Compiled.Named.PreemptionsMax : parse.GetValue(preemptions);
                try
                {
                    return ThreadExplore.Run(called, targets, new ThreadLimits(most, Options.StatesMax(parse, budget, trees.Length > 0),
                        new TimeLimit(TimeSpan.MaxValue, () => default, () => Interrupt.IsAsked)));
                }
                finally
                {
                    foreach (var target in targets)
                        target.Dispose();
                }
            }

            if (parse.GetValue(drivers) is { Length: > 0 } || parse.GetValue(rev) is not null)
                throw new InputException("--driver: states are searched on modelled revisions; --threads searches schedules on a compiled driver, too");

            if (parse.GetValue(file) is not null || parse.GetValue(sets) is { Length: > 0 } || parse.GetResult(preemptions)?.Implicit == false)
                throw new InputException("a FILE, --set and --preemptions are for --threads");
            var scopes = parse.GetValue(scope) is { } text ? [Inputs.ScopeOf(text)] : SmallScopes.All;
            Interrupt.Heed();
            var limits = new SearchLimits(parse.GetValue(budget), Time: new TimeLimit(TimeSpan.MaxValue, () => default, () => Interrupt.IsAsked),
                BytesMax: (long)parse.GetValue(memory) << 20);
            return new StateExplore(limits, parse.GetValue(jobs), parse.GetValue(alike) ? Likes.All : Likes.None).Run(scopes, [.. Inputs.RevisionsOf(parse.GetValue(revisions)!)]);
        });
        return command;
    }
}
