using System.CommandLine;
using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Explore;
using ApSpec.Report;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Cli.Commands;

/// <summary><c>explore</c>: every state of a small scope.</summary>
internal static class ExploreCommand
{
    public static Command Create()
    {
        var revisions = Options.Revisions();
        var scope = Options.Scope();
        var budget = Options.StatesMax(5_000_000);
        var command = new Command("explore", "Search every state of a small scope; report exact counts, caps met, and the first violation of each rule.")
        {
            revisions, scope, budget,
        };
        command.SetAction(parse =>
        {
            var scopes = parse.GetValue(scope) is { } text ? [Inputs.ScopeOf(text)] : SmallScopes.All;
            Interrupt.Heed();
            var limits = new SearchLimits(parse.GetValue(budget), Time: new TimeLimit(TimeSpan.MaxValue, () => default, () => Interrupt.IsAsked));
            var isViolated = false;
            var isCut = false;
            foreach (var one in scopes)
            {
                foreach (var revision in Inputs.RevisionsOf(parse.GetValue(revisions)!))
                {
                    var judge = new Judge(new ModelSystem(revision, one), RuleBook.All);
                    var explored = new Explorer(judge, Alphabet.Of(one, revision.Era)).Run(limits);
                    Console.WriteLine(ExplorationText.Format(revision, one, explored, limits));
                    isViolated |= explored.Violations.Length > 0;
                    isCut |= !explored.IsExhaustive;
                    if (Interrupt.IsAsked)
                        return Interrupt.Exit;
                }
            }

            return isViolated ? ExitCode.Violated : isCut ? ExitCode.CutOff : ExitCode.Ok;
        });
        return command;
    }
}
