using System.Text;
using ApSpec.Check;
using ApSpec.Search;
using ApSpec.Vocabulary;

namespace ApSpec.Report;

/// <summary>A replayed trace on one subject: the table, and every rule it violates.</summary>
public static class ReplayText
{
    /// <summary>The text.</summary>
    public static string Format(Subject subject, ReplayedTrace replay)
    {
        var steps = replay.Steps;
        var text = new StringBuilder($"{subject.Name}\n");
        text.Append(TraceTable.Format(steps, details: true));
        var skipped = steps.Where(step => step.Result.Outcome == Outcome.NotPossible).ToArray();
        foreach (var step in skipped)
            text.Append(MailText.Wrap($"step {step.Number} skipped: {step.Result.Reason}", "  ", "    ")).Append('\n');
        var violations = steps.SelectMany(step => step.Violations.Select(violation => (step.Number, violation))).ToArray();
        foreach (var (number, (rule, evidence)) in violations)
            text.Append(MailText.Wrap($"step {number}: {evidence.Text ?? rule.Sentence}", $"  {rule.Id} ", "    ")).Append('\n');
        foreach (var (step, fact) in replay.Guest.DistinctBy(told => told.Fact))
            text.Append(GuestText.Line(fact, $"step {step}: "));
        if (violations.Length == 0)
            text.Append(steps is [.., { IsCutOff: true } last] ? $"  no rule is violated before step {last.Number}, no verdict from there on\n"
                : "  no rule is violated on this trace\n");
        if (subject.Uncompared is { } uncompared)
            text.Append($"  {uncompared}\n");
        foreach (var (rules, reservation) in replay.Reservations)
        {
            var about = rules.IsEmpty ? "" : $"{string.Join(", ", rules)}: ";
            text.Append(MailText.Wrap($"{about}{ReservationText.Format(reservation)}", "  ", "    ")).Append('\n');
        }

        return text.ToString();
    }
}
