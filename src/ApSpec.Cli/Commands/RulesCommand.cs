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
            foreach (var rule in Inputs.RulesOf(parse.GetValue(rules)!))
            {
                Console.WriteLine(MailText.Wrap(rule.Sentence, $"{rule.Id,-9}", "         "));
                Console.WriteLine(MailText.Wrap(string.Join(", ", rule.Sources), "         source: ", "           "));
                Console.WriteLine($"         judged: {rule.When}; needs: {ScopeText.Print(rule.Needs)}{EraOf(rule)}");
                Console.WriteLine(MailText.Wrap(rule.WhyItMatters, "         ", "         "));
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static string EraOf(Rule rule) => rule.Only switch
    {
        null => "",
        Era.Notifier => "; era: notifier",
        _ => "; era: open_device",
    };
}
