using System.CommandLine;
using ApSpec.Check;
using ApSpec.Explore;
using ApSpec.Report;
using ApSpec.Vocabulary;

namespace ApSpec.Cli.Commands;

/// <summary><c>diff</c>: how two revisions differ, as text and as behaviour.</summary>
internal static class DiffCommand
{
    // Two compiled drivers are compared in several scopes, and each state of theirs is come back to by running its operations.
    private const int DriverStatesMax = 20_000;

    public static Command Create()
    {
        var nameOfA = new Argument<string?>("A") { Description = "a revision", Arity = ArgumentArity.ZeroOrOne };
        var nameOfB = new Argument<string?>("B") { Description = "another revision", Arity = ArgumentArity.ZeroOrOne };
        var drivers = Options.Drivers();
        var scope = Options.Scope();
        var budget = Options.StatesMax(1_000_000);
        var command = new Command("diff", "Show how two revisions' files differ, and the shortest trace on which they behave differently.")
        {
            nameOfA, nameOfB, drivers, scope, budget,
        };
        command.SetAction(parse =>
        {
            var trees = parse.GetValue(drivers)!;
            if (trees.Length == 2 && parse.GetValue(nameOfA) is null)
            {
                return DiffWorkerCommandLine.Run(RealDrivers.Build(trees[0]), RealDrivers.Build(trees[1]), parse.GetValue(scope),
                    Math.Min(parse.GetValue(budget), DriverStatesMax));
            }

            if (trees.Length > 0 || parse.GetValue(nameOfB) is null)
                throw new InputException("diff needs two revisions, or two trees: diff v5.10 v5.11, diff --driver A --driver B");
            var a = Inputs.RevisionOf(parse.GetValue(nameOfA)!);
            var b = Inputs.RevisionOf(parse.GetValue(nameOfB)!);
            if (a.Era != b.Era)
                throw new InputException($"{a} and {b} are of two eras: the kernels around them deliver other operations, and no trace runs on both");
            var bounds = parse.GetValue(scope) is { } text
                ? Inputs.ScopeOf(text)
                : new Scope { Mdevs = 2, Kvms = 2, Features = Features.Masks };
            Console.WriteLine(RevisionDiff.Of(a, b));
            var (first, second) = (new ModelSubject(a), new ModelSubject(b));
            var search = new DivergenceSearch(first.Create(bounds), second.Create(bounds), first.FieldsOf(bounds), first.AlphabetOf(bounds));
            if (search.Run(new SearchLimits(parse.GetValue(budget))) is { } divergence)
            {
                Console.WriteLine(DivergenceText.Of(first, second, divergence,
                    $"minimal: proven, no shorter trace in this scope tells them apart ({search.States:N0} states)"));
                return ExitCode.Ok;
            }

            Console.WriteLine(search.IsComplete
                ? $"no difference in behaviour in scope {bounds} (exhausted, {search.States:N0} states)"
                : $"no verdict: no difference within {search.States:N0} states of scope {bounds}");
            return search.IsComplete ? ExitCode.Ok : ExitCode.CutOff;
        });
        return command;
    }
}
