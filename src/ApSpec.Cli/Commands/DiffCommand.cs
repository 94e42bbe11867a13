using System.CommandLine;
using System.Diagnostics;
using ApSpec.Check;
using ApSpec.Explore;
using ApSpec.Report;
using ApSpec.Search;
using ApSpec.Vocabulary;

namespace ApSpec.Cli.Commands;

/// <summary><c>diff</c>: how two revisions differ, as text and as behaviour.</summary>
internal static class DiffCommand
{
    private const int Traces = 2_000;
    private const int LengthMax = 60;

    public static Command Create()
    {
        var nameOfA = new Argument<string?>("A") { Description = "a revision", Arity = ArgumentArity.ZeroOrOne };
        var nameOfB = new Argument<string?>("B") { Description = "another revision", Arity = ArgumentArity.ZeroOrOne };
        var drivers = Options.Drivers();
        var scope = Options.Scope();
        var budget = Options.StatesMax(200_000);
        var traces = Options.Number("--traces", "of two trees, random traces in each scope", Traces, 1, 100_000_000);
        var seed = Options.Seed();
        var time = Options.Time();
        var isUnsafe = Options.Unsafe();
        var command = new Command("diff", "Show how two revisions' files differ, and the shortest trace on which they behave differently; of two trees, a trace for each way to differ.")
        {
            nameOfA, nameOfB, drivers, scope, budget, traces, seed, time, isUnsafe,
        };
        command.SetAction(parse =>
        {
            var trees = parse.GetValue(drivers)!;
            if (trees.Length == 2 && parse.GetValue(nameOfA) is null)
            {
                Refuse(parse, budget, "--states is for two revisions; --traces says how much is run of two trees");
                var clock = Stopwatch.StartNew();
                var limit = new TimeLimit(Options.TimeOf(parse, time), () => clock.Elapsed, () => Interrupt.IsAsked);
                var sandbox = Sandboxes.Create(parse.GetValue(isUnsafe));
                var built = RealDrivers.Build(Options.TreesOf(trees, null), sandbox);
                if (built[0].Era != built[1].Era || built[0].Traits != built[1].Traits)
                    throw new InputException($"--driver {trees[0]} --driver {trees[1]}: {built[0].Name} and {built[1].Name} are driven by kernels of different times: "
                        + "what one can see of the one is not what one can see of the other; two trees of one time are needed");
                Interrupt.Heed();
                var campaign = new CampaignOptions(parse.GetValue(seed), parse.GetValue(traces), LengthMax, Environment.ProcessorCount, limit);
                var exit = new DriverDiff(built, campaign, sandbox.Until(() => limit.IsOver)).Run(parse.GetValue(scope));
                return Interrupt.IsAsked ? Interrupt.Exit : exit;
            }

            foreach (var option in (Option[])[traces, seed, time])
                Refuse(parse, option, $"{option.Name} is for two trees");

            if (trees.Length > 0 || parse.GetValue(nameOfB) is null)
                throw new InputException("diff needs two revisions, or two trees: diff v5.10 v5.11, diff --driver A --driver B");
            var a = Inputs.RevisionOf(parse.GetValue(nameOfA)!);
            var b = Inputs.RevisionOf(parse.GetValue(nameOfB)!);
            IEnumerable<Scope> scopes = parse.GetValue(scope) is { } text ? [Inputs.ScopeOf(text)] : DivergenceHunt.Scopes;
            Console.WriteLine(RevisionDiff.Format(a, b));
            return Behaviour(new ModelSubject(a), new ModelSubject(b), scopes, new SearchLimits(parse.GetValue(budget)));
        });
        return command;
    }

    private static void Refuse(ParseResult parse, Option option, string text)
    {
        if (parse.GetResult(option)?.Implicit == false)
            throw new InputException(text);
    }

    private static int Behaviour(ModelSubject a, ModelSubject b, IEnumerable<Scope> scopes, SearchLimits limits)
    {
        var hunt = new DivergenceHunt(a, b);
        var found = hunt.Run(scopes, limits);
        foreach (var (scope, seen, isExhausted) in hunt.Without)
        {
            Console.WriteLine(MailText.Wrap($"no difference in scope {scope}: {(isExhausted ? "exhausted" : "cut off")}, {Counts.Of(seen, "state")}", "  ", "    "));
        }

        if (found is not null)
        {
            Console.WriteLine(DivergenceText.Format(RecordedDivergence.Record(a, b, found), $"minimal: proven, no shorter trace in this scope tells them apart ({Counts.Of(hunt.States, "state")})"));
            return ExitCode.Ok;
        }

        var isComplete = hunt.Without.All(scope => scope.IsComplete);
        var states = hunt.Without.Sum(scope => scope.States);
        Console.WriteLine(isComplete
            ? $"no difference in behaviour (every scope exhausted, {Counts.Of(states, "state")})"
            : $"no verdict: no difference within {Counts.Of(states, "state")}, one may lie behind the limit of a scope that was cut off");
        return isComplete ? ExitCode.Ok : ExitCode.CutOff;
    }
}
