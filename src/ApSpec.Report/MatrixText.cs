using System.Collections.Immutable;
using System.Text;
using ApSpec.Rules;
using ApSpec.Search;
using ApSpec.Vocabulary;

namespace ApSpec.Report;

/// <summary>The matrix rule x revision that ends a check.</summary>
public static class MatrixText
{
    /// <summary>
    /// A cell is the length of the simplest violation (<c>!</c> not proven, <c>h</c> hostile profile only, <c>+n</c> as many more kinds
    /// of violating operation), <c>.</c> for none in the
    /// traces run, <c>?</c> when the rule was never put to the test, or a scope of it was not begun, <c>-</c> when no scope had its features.
    /// </summary>
    public static string Format(ImmutableArray<CheckOutcome> outcomes, ImmutableArray<Rule> rules)
    {
        var text = new StringBuilder();
        var widths = outcomes.Select(outcome => Math.Max(8, outcome.Subject.Name.Length) + 1).ToArray();
        text.Append("rule      ");
        for (var i = 0; i < outcomes.Length; i++)
            text.Append(outcomes[i].Subject.Name.PadLeft(widths[i]));
        text.Append('\n');
        foreach (var rule in rules.Where(rule => outcomes.Any(outcome => rule.IsOf(outcome.Subject.Era))))
        {
            text.Append($"{rule.Id,-10}");
            for (var i = 0; i < outcomes.Length; i++)
                text.Append(Cell(outcomes[i], rule).PadLeft(widths[i]));
            text.Append('\n');
        }

        text.Append("\n  n  length of the simplest violation, proven shortest; n! not proven;\n");
        text.Append("     nh hostile profile only; +n more kinds of violating operation\n");
        text.Append("  .  none in the traces run (sampled, no proof)\n");
        text.Append("  ?  no verdict: never put to the test      -  no scope had its features\n");
        return text.ToString();
    }

    /// <summary>One cell.</summary>
    public static string Cell(CheckOutcome outcome, Rule rule)
    {
        var findings = outcome.FindingsOf(rule.Id).ToArray();
        if (findings.Length > 0)
        {
            var found = findings[0].Counterexample;
            return found.Length
                   + (found.Minimality == Minimality.Proven ? "" : "!")
                   + (found.Trace.Scope.Profile == Profile.Hostile ? "h" : "")
                   + (findings.Length > 1 ? $"+{findings.Length - 1}" : "");
        }

        if (outcome.TracesOf(rule.Id) == 0)
            return outcome.Campaigns.Any(campaign => campaign.Traces == 0) ? "?" : "-";
        return outcome.IsWitnessed(rule.Id) ? "." : "?";
    }
}
