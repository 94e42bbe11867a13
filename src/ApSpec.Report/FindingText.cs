using System.Text;
using ApSpec.Rules;
using ApSpec.Search;

namespace ApSpec.Report;

/// <summary>A finding as a kernel developer would paste it into a mail.</summary>
public static class FindingText
{
    /// <summary>The finding: what is violated, the trace as a table, what was proven, and the command that shows it again.</summary>
    public static string Of(Finding finding)
    {
        var found = finding.Counterexample;
        var rule = found.Rule;
        var steps = Recording.Of(found.Revision, found.Trace, [rule]);
        var text = new StringBuilder();
        text.Append($"{found.Revision.Name} violates {rule.Id} at step {found.Length}\n");
        text.Append(MailText.Wrap(rule.Sentence, "  ", "  ")).Append('\n');
        text.Append(MailText.Wrap(string.Join(", ", rule.Sources), "  source: ", "    ")).Append("\n\n");
        text.Append(TraceTable.Of(steps, HasDetails(rule)));
        foreach (var (_, evidence) in steps[^1].Violations)
            text.Append(MailText.Wrap(evidence.Text ?? rule.Sentence, "  => ", "     ")).Append('\n');
        text.Append('\n').Append(MailText.Wrap(rule.WhyItMatters, "  ", "  ")).Append('\n');
        foreach (var mark in finding.Suspected)
            text.Append(MailText.Wrap($"SUSPECTED {mark}", "  ", "    ")).Append('\n');
        text.Append($"  minimal: {MinimalityText.Of(found)}\n");
        text.Append(MailText.Wrap($"{found.Trace.Scope}", "  scope: ", "    ")).Append('\n');
        text.Append(MailText.Wrap(
            $"seed {finding.Seed}, {finding.FoundLength} operations, in {finding.FoundIn}", "  found: ", "    ")).Append('\n');
        text.Append("  again:\n").Append(Again(finding));
        return text.ToString();
    }

    /// <summary>The one command that shows the counterexample again.</summary>
    public static string Again(Finding finding)
    {
        var found = finding.Counterexample;
        var operations = string.Join("; ", found.Trace.Operations);
        return $"    ./apspec replay --revision {found.Revision.Name} \\\n"
               + $"      --trace 'scope {found.Trace.Scope}; \\\n"
               + MailText.Wrap(operations, "        ", "        ").Replace("\n", " \\\n", StringComparison.Ordinal) + "'\n";
    }

    private static bool HasDetails(Rule rule) => rule.Family is not ("Kvm" or "Hook" or "Mask" or "Lock");
}
