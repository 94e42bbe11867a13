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
    /// A cell is the length of the shortest violation (<c>!</c> not proven, <c>h</c> hostile profile only), <c>.</c> for none in the
    /// traces run, <c>?</c> when the rule was never put to the test, <c>-</c> when no scope had its features.
    /// </summary>
    public static string Of(ImmutableArray<CheckOutcome> outcomes, ImmutableArray<Rule> rules)
    {
        var text = new StringBuilder();
        var widths = outcomes.Select(outcome => Math.Max(8, outcome.Revision.Name.Length) + 1).ToArray();
        text.Append("rule      ");
        for (var i = 0; i < outcomes.Length; i++)
            text.Append(outcomes[i].Revision.Name.PadLeft(widths[i]));
        text.Append('\n');
        foreach (var rule in rules)
        {
            text.Append($"{rule.Id,-10}");
            for (var i = 0; i < outcomes.Length; i++)
                text.Append(Cell(outcomes[i], rule).PadLeft(widths[i]));
            text.Append('\n');
        }

        text.Append("\n  n  shortest violation, proven     n! not proven    nh hostile profile only\n");
        text.Append("  .  none in the traces run (sampled, no proof)\n");
        text.Append("  ?  no verdict: its premise never held     -  no scope had its features\n");
        return text.ToString();
    }

    /// <summary>One cell.</summary>
    public static string Cell(CheckOutcome outcome, Rule rule)
    {
        if (outcome.FindingOf(rule.Id) is { } finding)
        {
            var found = finding.Counterexample;
            return found.Length
                   + (found.Minimality == Minimality.Proven ? "" : "!")
                   + (found.Trace.Scope.Profile == Profile.Hostile ? "h" : "");
        }

        return outcome.TracesOf(rule.Id) == 0 ? "-" : outcome.IsWitnessed(rule.Id) ? "." : "?";
    }
}
