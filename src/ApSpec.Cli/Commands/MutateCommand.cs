using System.CommandLine;
using ApSpec.Drivers;
using ApSpec.Report;
using ApSpec.Search;

namespace ApSpec.Cli.Commands;

/// <summary><c>mutate</c>: how many seeded defects of a revision the rules notice.</summary>
internal static class MutateCommand
{
    public static Command Create()
    {
        var revisions = Options.Revisions();
        var scope = Options.Scope();
        var traces = Options.Number("--traces", "random traces in each scope", 500, 1, 1_000_000);
        var length = Options.Number("--length", "operations of a random trace, at most", 40, 1, 10_000);
        var states = Options.Number("--states", "pairs of states that a search in a small scope stores", 8_000, 1, 10_000_000);
        var seed = Options.Seed();
        var jobs = Options.Number("--jobs", "threads; the result does not depend on it", Environment.ProcessorCount, 1, 256);
        var score = Options.Number("--min-score", "per cent of the visible mutants that must be noticed, or the exit code is 1", 0, 0, 100);
        var format = Options.Format();
        var command = new Command("mutate", "Leave out, or move behind the next, each effect of a revision in turn; report which rule notices.")
        {
            revisions, scope, traces, length, states, seed, jobs, score, format,
        };
        command.SetAction(parse =>
        {
            var isReached = true;
            foreach (var revision in Inputs.RevisionsOf(parse.GetValue(revisions)!))
            {
                var one = parse.GetValue(scope) is { } text ? Inputs.ScopeOf(text) : null;
                var outcome = Mutants.Run(new MutantsRequest(
                    revision, one is null ? Plan.For(revision.Era) : [one], parse.GetValue(seed), parse.GetValue(traces), parse.GetValue(length),
                    parse.GetValue(states), parse.GetValue(jobs), HasWitnesses: one is null));
                Print(revision, outcome, parse.GetValue(format) == "jsonl");
                isReached &= outcome.Score >= parse.GetValue(score);
            }

            return isReached ? ExitCode.Ok : ExitCode.Violated;
        });
        return command;
    }

    private static void Print(Revision revision, MutantsOutcome outcome, bool isJson)
    {
        if (!isJson)
        {
            Console.WriteLine(MutantsText.Format(outcome));
            return;
        }

        foreach (var mutant in outcome.Mutants)
            Console.WriteLine(MutantJson.From(revision, mutant).ToLine());
    }
}
