using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ApSpec.RealDriver.Exam;
using ApSpec.Search.Review;

namespace ApSpec.Report;

/// <summary>An exam's results as text of 72 columns: a line or two each as they come, then the score, class by class.</summary>
public static class SeedText
{
    // For a driver that does not compile: a note, and the first place.
    private const int LinesOfWhy = 3;

    /// <summary>One result.</summary>
    public static string Line(int number, int of, ExamResult result) =>
        MailText.Wrap($"{result.Entry.Name} ({result.Seconds.ToString("F0", CultureInfo.InvariantCulture)} s): {What(result)}", $"[{number}/{of}] ", "    ");

    /// <summary>The score.</summary>
    public static string Summary(ImmutableArray<ExamResult> results)
    {
        var text = new StringBuilder("\n");
        foreach (var group in results.Where(result => result.IsCounted).GroupBy(result => result.Entry.Class).OrderBy(group => group.Key, StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"  {group.Count(result => result.IsNoticed)} of {group.Count()}  {group.Key}\n");
        Names(text, "MISSED", results, ExamVerdict.Missed);
        Names(text, "FALSE ALARM", results, ExamVerdict.FalseAlarm);
        Names(text, "NOT IN THIS TREE", results, ExamVerdict.NotHere);
        Names(text, "NO VERDICT", results, ExamVerdict.NoVerdict);
        return text.Append(Score(results)).Append('\n').ToString();
    }

    private static string Score(ImmutableArray<ExamResult> results)
    {
        var counted = results.Count(result => result.IsCounted);
        int Count(ExamVerdict verdict) => results.Count(result => result.Verdict == verdict);
        var percent = ExamScore.PercentNoticed(results).ToString("F1", CultureInfo.InvariantCulture);
        return MailText.Wrap(
            $"{results.Count(result => result.IsNoticed)} of {counted} defects noticed ({percent} %): {Count(ExamVerdict.ByRule)} by a rule, "
            + $"{results.Count(result => result.IsBlamed)} of these in the function that was changed, {Count(ExamVerdict.ByThreads)} by calls at once, {Count(ExamVerdict.BySelfTest)} by the self-test, "
            + $"{Count(ExamVerdict.ByDifference)} by a difference; {Count(ExamVerdict.FalseAlarm)} false alarms of {Count(ExamVerdict.FalseAlarm) + Count(ExamVerdict.Quiet)} harmless changes", "", "  ");
    }

    private static void Names(StringBuilder text, string title, ImmutableArray<ExamResult> results, ExamVerdict verdict)
    {
        var names = results.Where(result => result.Verdict == verdict).Select(result => result.Entry.Name).ToArray();
        if (names.Length > 0)
            text.Append(MailText.Wrap(string.Join(", ", names), $"{title}: ", "  ")).Append('\n');
    }

    private static string What(ExamResult result) => result.Verdict switch
    {
        ExamVerdict.ByRule => $"{Causes(result, ChangeKind.New)}{(result.IsBlamed ? "" : "; the function that was changed is not named")}",
        ExamVerdict.ByThreads => AtOnce(result),
        ExamVerdict.BySelfTest => result.Outcome!.Unruly[0],
        ExamVerdict.ByDifference => $"differs: {Differs(result)}",
        ExamVerdict.FalseAlarm => $"FALSE ALARM: {(!result.New.IsEmpty ? Causes(result, ChangeKind.New) : AtOnce(result) is { Length: > 0 } atOnce ? atOnce : result.Outcome!.Unruly.FirstOrDefault() ?? Differs(result))}",
        ExamVerdict.Missed => $"MISSED; {ReviewWords.Bounds(result.Outcome!)}",
        ExamVerdict.Quiet => "nothing is said, as it must be",
        ExamVerdict.NotHere => $"not in this tree: {result.Why}",
        ExamVerdict.NoVerdict => $"no verdict: {string.Join(' ', result.Why.Split('\n').Take(LinesOfWhy).Select(line => line.Trim()))}",
        _ => throw new InvalidOperationException($"unknown verdict {result.Verdict}"),
    };

    private static string Causes(ExamResult result, ChangeKind kind) => string.Join(", ", result.Outcome!.ChangesOf(kind).Select(change => change.Cause.Name));

    private static string AtOnce(ExamResult result) => string.Join(", ", result.Outcome!.AtOnceOf(ChangeKind.New).Select(change => Threads.ThreadOutcomeText.Line(change.Cause))
        .Concat(result.Outcome.OrdersOf(ChangeKind.New).Select(change => $"lock order {change.Cycle.Path}")));

    private static string Differs(ExamResult result) =>
        result.Outcome!.Differences is [var first, ..] ? ReviewWords.Of(first)
        : Causes(result, ChangeKind.Mended) is { Length: > 0 } mended ? $"mends {mended}"
        : Causes(result, ChangeKind.Changed) is { Length: > 0 } changed ? changed
        : result.Outcome.DataRaces is [var race, ..] ? $"data race, {Threads.DataRaceText.SentenceOf(race)}"
        : result.Outcome.Ends is [var end, ..] ? $"ends otherwise, {ReviewWords.OfEnd(end)}"
        : RaceWords.Sentences(result.Outcome) is [var unlocked, ..] ? unlocked.Text
        : string.Join(", ", result.Outcome.Orders.Where(change => change.Kind != ChangeKind.Same).Select(change => $"lock order {change.Cycle.Path}"));
}
