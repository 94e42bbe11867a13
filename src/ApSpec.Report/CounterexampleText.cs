using System.Collections.Immutable;
using System.Text;
using ApSpec.Check;
using ApSpec.Rules;
using ApSpec.Search;
using ApSpec.Vocabulary;

namespace ApSpec.Report;

/// <summary>A counterexample as a kernel developer would paste it into a mail: 72 columns, plain text.</summary>
public static class CounterexampleText
{
    /// <summary>
    /// The violated rule, the trace as a table, the proof, and the command to repeat it. <paramref name="notes"/> are printed before that
    /// command.
    /// </summary>
    public static string Format(Counterexample found, params string[] notes)
    {
        var rule = found.Rule;
        if (found.Unrecorded is { } end)
            return $"{rule.Id}: the worker died over the replay: {end}\n";
        ImmutableArray<RecordedStep> steps = [.. found.Steps.Select(step => step.By(rule))];
        var text = new StringBuilder();
        text.Append($"{NameOf(found.Subject)} violates {rule.Id} at step {found.Length}\n");
        text.Append(MailText.Wrap(rule.Sentence, "  ", "  ")).Append('\n');
        text.Append(MailText.Wrap(string.Join("; ", Citations.Of(rule.Sources)), "  source: ", "    ")).Append("\n\n");
        text.Append(TraceTable.Format(steps, HasDetails(rule))).Append(TraceLegend.Format(steps));
        foreach (var (_, evidence) in steps[^1].Violations)
            text.Append(MailText.Wrap(evidence.Text ?? rule.Sentence, "  => ", "     ")).Append('\n');
        if (!found.Path.IsEmpty)
            text.Append(MailText.Wrap(string.Join(", ", found.Path), $"  step {found.Length} runs: ", "    ")).Append('\n');
        foreach (var fact in found.Guest)
            text.Append(GuestText.Line(fact));
        text.Append('\n').Append(MailText.Wrap(rule.WhyItMatters, "  ", "  ")).Append('\n');
        text.Append($"  minimal: {MinimalityText.Format(found)}\n");
        text.Append(MailText.Wrap($"{found.Trace.Scope}", "  scope: ", "    ")).Append('\n');
        if (found.Subject.Uncompared is { } uncompared)
            text.Append($"  {uncompared}\n");
        foreach (var note in notes)
            text.Append(MailText.Wrap(note, "  ", "    ")).Append('\n');
        return text.Append("  again:\n").Append(Again(found)).ToString();
    }

    /// <summary>The command that repeats the counterexample.</summary>
    public static string Again(Counterexample found) => Again(found.Subject, found.Trace, found.Rule);

    /// <summary>The command that replays a trace, judged by one rule, or by all rules when that is null.</summary>
    public static string Again(Subject subject, Trace trace, Rule? rule)
    {
        var operations = string.Join("; ", trace.Operations);
        if (trace.Schedule is { } schedule)
            operations += $"; {schedule}";
        var judged = rule is null ? "" : $"--rule {rule.Id} ";
        var command = $"    ./apspec replay {subject.Selector} {judged}\\\n";
        if (operations.Length == 0)
            return command + MailText.Wrap($"scope {trace.Scope}'", "      --trace '", "      ") + "\n";
        return command
               + MailText.Wrap($"scope {trace.Scope};", "      --trace '", "      ") + "\n"
               + MailText.Wrap($"{operations}'", "      ", "      ") + "\n";
    }

    /// <summary>The counterexample as a <c>.trace</c> file that expects it.</summary>
    public static TraceFile TraceFileOf(Counterexample found) => new(
        $"{found.Rule.Id}: {found.Rule.Sentence}", found.Trace,
        [new Expectation(RevisionRange.Only(found.Subject.ExpectationName), [new ExpectedViolation(found.Rule.Id, found.Length)], null, false)]);

    // A tree's version says little of its sources, so their hash stands beside it.
    private static string NameOf(Subject subject) =>
        subject.ExpectationName == subject.Name ? subject.Name : $"{subject.Name} ({subject.ExpectationName})";

    private static bool HasDetails(Rule rule) =>
        rule.Family is not (RuleFamily.Kvm or RuleFamily.Hook or RuleFamily.Mask or RuleFamily.Lock);
}
