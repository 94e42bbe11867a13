using ApSpec.RealDriver.Review;
using ApSpec.Search.Review;

namespace ApSpec.Report;

/// <summary>A review as checkpatch prints its findings, for programs that read these: <c>file:line: ERROR|WARNING: text</c>, one line each.</summary>
public static class ReviewTerse
{
    private const string Nowhere = "drivers/s390/crypto/vfio_ap_ops.c";

    /// <summary>The lines: what is new is an error, what differs or was not judged a warning. None when there is nothing to say.</summary>
    public static IEnumerable<string> Lines(ReviewOutcome outcome)
    {
        foreach (var change in outcome.Of(ChangeKind.New))
        {
            var place = (change.Cause.Head.Origin?.Places ?? []).FirstOrDefault();
            yield return $"{ReviewWords.FileOf(outcome, place.Function) ?? Nowhere}:{Math.Max(1, place.Line)}: ERROR: {change.Cause.Name}: "
                + $"{CauseWords.Evidence(change.Cause)}: {ReviewWords.Trace(change.Cause.Head)}";
        }

        foreach (var one in outcome.Unexplained)
            yield return $"{Changed(outcome)}: WARNING: differs: {ReviewWords.Of(one)}: {string.Join("; ", one.Difference.Trace.Operations)}";
        foreach (var (place, text) in RaceWords.Of(outcome))
            yield return $"{ReviewWords.FileOf(outcome, place.Function) ?? Nowhere}:{Math.Max(1, place.Line)}: WARNING: unlocked: {text}";
        foreach (var text in outcome.NotJudged)
            yield return $"{Changed(outcome)}: WARNING: not judged: {text}";
    }

    // Where the change is: of a difference no line is known that makes it.
    private static string Changed(ReviewOutcome outcome) =>
        outcome.Lines?.Places.FirstOrDefault() is { } place ? $"{place.Line.File}:{place.Line.Number}" : $"{Nowhere}:1";
}
