using System.Text;
using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>The text of <c>docs/RULES.md</c>: every rule by family, its witness, and what became of each numbered invariant.</summary>
public static class RulesPage
{
    /// <summary>The whole page; it depends on the rule book alone.</summary>
    public static string Markdown()
    {
        var page = new StringBuilder();
        Line(page, "# Rules");
        Line(page);
        Line(page, "What must hold of every driver revision. A rule reads the ledger before and after an operation, never a driver's inside.");
        Line(page, "Held but not entitled is a leak, entitled but not held is a loss; they are rules of their own.");
        Line(page);
        Line(page, "*When*: `EachEffect` reads faults, lock edges and what happens inside a call, in order; `Quiescent` is judged when the operation is over and skips");
        Line(page, "mdevs and guests that a call never left; `AtEnd` when the trace is over. *Era*: `notifier` is v4.20 to v5.18,");
        Line(page, "`open_device` is v6.0 and later.");
        Line(page, "*Needs*: the features a scope must have.");
        Line(page, "A rule's *witness* is a trace that puts it to the test on a correct driver. Sources are listed in `spec/sources`.");
        foreach (var family in Enum.GetValues<RuleFamily>())
            Family(page, family);
        Invariants(page);
        return page.ToString();
    }

    private static void Family(StringBuilder page, RuleFamily family)
    {
        var rules = RuleBook.All.Where(rule => rule.Family == family).ToArray();
        if (rules.Length == 0)
            return;
        Line(page);
        Line(page, $"## {family.ToString().ToUpperInvariant()}");
        Line(page);
        Line(page, "| id | rule | era | when | needs | sources | why it matters |");
        Line(page, "|---|---|---|---|---|---|---|");
        foreach (var rule in rules)
        {
            Line(page, $"| {rule.Id} | {rule.Sentence} | {EraOf(rule)} | {rule.When} | {ScopeText.Print(rule.Needs)} | "
                + $"{string.Join(", ", rule.Sources)} | {rule.WhyItMatters} |");
        }

        Witnesses(page, rules.Where(rule => rule.OpenDeviceWitness is null), rule => rule.Witness, "");
        var told = rules.Where(rule => rule.OpenDeviceWitness is not null).ToArray();
        Witnesses(page, told, rule => rule.Witness, " in the notifier era");
        Witnesses(page, told, rule => rule.OpenDeviceWitness!, " in the open_device era");
    }

    private static void Witnesses(StringBuilder page, IEnumerable<Rule> rules, Func<Rule, string> witnessOf, string where)
    {
        foreach (var witness in rules.GroupBy(witnessOf))
        {
            Line(page);
            Line(page, $"Witness of {string.Join(", ", witness.Select(rule => rule.Id))}{where}:");
            Line(page);
            foreach (var line in witness.Key.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                Line(page, $"    {line.TrimEnd('\r')}");
        }
    }

    private static string EraOf(Rule rule) => rule.Only switch
    {
        null => "both",
        Era.Notifier => "notifier",
        Era.OpenDevice => "open_device",
        _ => throw new InvalidOperationException($"unknown era {rule.Only}"),
    };

    private static void Invariants(StringBuilder page)
    {
        Line(page);
        Line(page, "## Invariants and the rules that judge them");
        Line(page);
        Line(page, "`-`: no rule; the observation of the notifier era cannot show it, or another rule says the same.");
        Line(page);
        Line(page, "| invariant | what it says | rules |");
        Line(page, "|---|---|---|");
        foreach (var source in SourceBook.All.Where(IsInvariant))
        {
            var rules = RuleBook.All.Where(rule => rule.Sources.Contains(source.Id)).Select(rule => rule.Id).ToArray();
            Line(page, $"| {source.Id} | {source.Says} | {(rules.Length > 0 ? string.Join(", ", rules) : "-")} |");
        }
    }

    private static bool IsInvariant(Source source) =>
        source.Id.StartsWith("H-I", StringComparison.Ordinal) || source.Id.StartsWith("A-I", StringComparison.Ordinal);

    // Not AppendLine: its line end is the platform's.
    private static void Line(StringBuilder page, string text = "") => page.Append(text).Append('\n');
}
