using System.CommandLine;
using ApSpec.Check;
using ApSpec.Explore;
using ApSpec.Report;
using ApSpec.Vocabulary;

namespace ApSpec.Cli.Commands;

/// <summary><c>diff</c>: how two revisions differ, as text and as behaviour.</summary>
internal static class DiffCommand
{
    public static Command Create()
    {
        var nameOfA = new Argument<string>("A") { Description = "a revision" };
        var nameOfB = new Argument<string>("B") { Description = "another revision" };
        var scope = Options.Scope();
        var budget = Options.StatesMax(1_000_000);
        var command = new Command("diff", "Show how two revisions' files differ, and the shortest trace on which they behave differently.")
        {
            nameOfA, nameOfB, scope, budget,
        };
        command.SetAction(parse =>
        {
            var a = Inputs.RevisionOf(parse.GetValue(nameOfA)!);
            var b = Inputs.RevisionOf(parse.GetValue(nameOfB)!);
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
