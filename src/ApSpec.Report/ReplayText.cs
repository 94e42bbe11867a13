using System.Collections.Immutable;
using System.Text;
using ApSpec.Check;
using ApSpec.Search;
using ApSpec.Vocabulary;

namespace ApSpec.Report;

/// <summary>A replayed trace on one subject: the table, and every rule it violates.</summary>
public static class ReplayText
{
    /// <summary>The text.</summary>
    public static string Of(Subject subject, Trace trace, ImmutableArray<RecordedStep> steps)
    {
        var text = new StringBuilder($"{subject.Name}\n");
        text.Append(TraceTable.Of(steps, details: true));
        var skipped = steps.Where(step => step.Result.Outcome == Outcome.NotPossible).ToArray();
        foreach (var step in skipped)
            text.Append(MailText.Wrap($"step {step.Number} skipped: {step.Result.Reason}", "  ", "    ")).Append('\n');
        var violations = steps.SelectMany(step => step.Violations.Select(violation => (step.Number, violation))).ToArray();
        foreach (var (number, (rule, evidence)) in violations)
            text.Append(MailText.Wrap($"step {number}: {evidence.Text ?? rule.Sentence}", $"  {rule.Id} ", "    ")).Append('\n');
        foreach (var (step, line) in steps.SelectMany(step => step.Guest.Select(line => (step.Number, line))).DistinctBy(told => told.line))
            text.Append(GuestText.Of($"step {step}: {line}"));
        if (violations.Length == 0)
            text.Append(steps is [.., { IsCutOff: true } last] ? $"  no rule is violated before step {last.Number}, no verdict from there on\n"
                : "  no rule is violated on this trace\n");
        if (subject.Uncompared is { } uncompared)
            text.Append($"  {uncompared}\n");
        foreach (var line in ReservationsOf(subject, trace, steps))
            text.Append(MailText.Wrap(line, "  ", "    ")).Append('\n');
        return text.ToString();
    }

    // What the verdict rests on, with the rules that it is said of.
    private static IEnumerable<string> ReservationsOf(Subject subject, Trace trace, ImmutableArray<RecordedStep> steps)
    {
        var unread = Reservations.UnreadBy(subject, trace).ToArray();
        return unread.Concat(steps
            .SelectMany(step => step.Violations.SelectMany(violation => Reservations.Of(subject, UpTo(trace, step.Number), violation.Rule)
                .Select(line => (Line: line, violation.Rule.Id))))
            .Where(told => !unread.Contains(told.Line))
            .GroupBy(told => told.Line, told => told.Id)
            .Select(told => $"{string.Join(", ", told.Distinct())}: {told.Key}"));
    }

    private static Trace UpTo(Trace trace, int step) => trace with { Operations = trace.Operations[..step] };
}
