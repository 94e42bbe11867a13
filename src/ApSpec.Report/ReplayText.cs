using System.Collections.Immutable;
using System.Text;
using ApSpec.Check;
using ApSpec.Vocabulary;

namespace ApSpec.Report;

/// <summary>A replayed trace on one subject: the table, and every rule it violates.</summary>
public static class ReplayText
{
    /// <summary>The text.</summary>
    public static string Of(Subject subject, ImmutableArray<RecordedStep> steps)
    {
        var text = new StringBuilder($"{subject.Name}\n");
        text.Append(TraceTable.Of(steps, details: true));
        var skipped = steps.Where(step => step.Result.Outcome == Outcome.NotPossible).ToArray();
        foreach (var step in skipped)
            text.Append(MailText.Wrap($"step {step.Number} skipped: {step.Result.Reason}", "  ", "    ")).Append('\n');
        var violations = steps.SelectMany(step => step.Violations.Select(violation => (step.Number, violation))).ToArray();
        foreach (var (number, (rule, evidence)) in violations)
            text.Append(MailText.Wrap($"step {number}: {evidence.Text ?? rule.Sentence}", $"  {rule.Id} ", "    ")).Append('\n');
        if (violations.Length == 0)
            text.Append("  no rule is violated on this trace\n");
        return text.ToString();
    }
}
