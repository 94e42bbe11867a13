using ApSpec.RealDriver.Review;
using ApSpec.Report.Locks;
using ApSpec.Report.Threads;
using ApSpec.Search.Review;

namespace ApSpec.Report;

/// <summary>A review in the format of checkpatch, for programs that read that: <c>file:line: ERROR|WARNING: text</c>, one line each.</summary>
public static class ReviewTerse
{
    private const string Nowhere = "drivers/s390/crypto/vfio_ap_ops.c";

    /// <summary>The lines: a new cause is an error; a difference, or something not judged, is a warning. Empty when there is none.</summary>
    public static IEnumerable<string> Lines(ReviewOutcome outcome)
    {
        foreach (var change in outcome.ChangesOf(ChangeKind.New))
        {
            var place = (change.Cause.Head.Origin?.Places ?? []).FirstOrDefault();
            yield return $"{ReviewWords.FileOf(outcome, place.Function) ?? Nowhere}:{Math.Max(1, place.Line)}: ERROR: {change.Cause.Name}: "
                + $"{CauseWords.Evidence(change.Cause)}: {ReviewWords.Trace(change.Cause.Head)}";
        }

        foreach (var change in outcome.AtOnceOf(ChangeKind.New))
        {
            var trace = change.Cause[0].Finding.Trace;
            yield return $"{Changed(outcome)}: ERROR: calls at once: {ThreadOutcomeText.Line(change.Cause)}: {string.Join("; ", trace.Operations)}; {trace.Schedule}";
        }

        foreach (var change in outcome.OrdersOf(ChangeKind.New))
            yield return $"{Changed(outcome)}: ERROR: lock order: {LockCycleText.SentenceOf(change.Cycle)}";
        foreach (var text in outcome.Unruly)
            yield return $"{Changed(outcome)}: ERROR: {text}";
        foreach (var one in outcome.Unexplained)
            yield return $"{Changed(outcome)}: WARNING: differs: {ReviewWords.Of(one)}: {string.Join("; ", one.Difference.Trace.Operations)}";
        foreach (var end in outcome.Ends)
            yield return $"{Changed(outcome)}: WARNING: ends otherwise: {ReviewWords.OfEnd(end)}: {string.Join("; ", end.Trace.Operations)}; {end.Trace.Schedule}";
        foreach (var race in outcome.DataRaces)
            yield return $"{Changed(outcome)}: WARNING: data race: {DataRaceText.SentenceOf(race)}: {string.Join("; ", race.Trace.Operations)}; {race.Trace.Schedule}";
        foreach (var (place, text) in RaceWords.Sentences(outcome))
            yield return $"{ReviewWords.FileOf(outcome, place.Function) ?? Nowhere}:{Math.Max(1, place.Line)}: WARNING: unlocked: {text}";
        foreach (var text in outcome.NotJudged)
            yield return $"{Changed(outcome)}: WARNING: not judged: {text}";
    }

    // The place of the change, since no single line is known to cause the difference.
    private static string Changed(ReviewOutcome outcome) =>
        outcome.Lines?.Places.FirstOrDefault() is { } place ? $"{place.Line.File}:{place.Line.Number}" : $"{Nowhere}:1";
}
