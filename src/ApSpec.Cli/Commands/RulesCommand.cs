using System.CommandLine;
using ApSpec.Report;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Cli.Commands;

/// <summary><c>rules</c>: the rule book.</summary>
internal static class RulesCommand
{
    public static Command Create()
    {
        var rules = Options.Rules();
        var command = new Command("rules", "List the rules: sentence, sources, features they need, and what a violation means.") { rules };
        command.SetAction(parse =>
        {
            var asked = parse.GetValue(rules)!;
            foreach (var rule in Inputs.RulesOf(asked))
            {
                Console.WriteLine(MailText.Wrap(rule.Sentence, $"{rule.Id,-9}", "         "));
                foreach (var source in asked.Length == 0 ? Citations.Of(rule.Sources) : rule.Sources.SelectMany(Named))
                    Console.WriteLine(MailText.Wrap(source, "         source: ", "           "));
                Console.WriteLine($"         judged: {rule.When}; needs: {ScopeText.Print(rule.Needs)}{EraOf(rule)}");
                Console.WriteLine(MailText.Wrap(rule.WhyItMatters, "         ", "         "));
            }

            return ExitCode.Ok;
        });
        return command;
    }

    // For a single rule, each source is printed with its id in the rule book.
    private static IEnumerable<string> Named(string id) => Citations.Of([id]).Select(citation => citation.StartsWith(id, StringComparison.Ordinal) ? citation : $"{id}: {citation}");

    private static string EraOf(Rule rule) => rule.Only switch
    {
        null => "",
        Era.Notifier => "; era: notifier",
        _ => "; era: open_device",
    };
}
