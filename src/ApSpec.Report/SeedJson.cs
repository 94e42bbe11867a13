using System.Text.Encodings.Web;
using System.Text.Json;
using ApSpec.RealDriver.Exam;
using ApSpec.Search.Review;

namespace ApSpec.Report;

/// <summary>The result of one entry of an exam, as one JSON object.</summary>
/// <param name="Name">The entry.</param>
/// <param name="Class">Its class.</param>
/// <param name="Verdict"><c>by-rule</c>, <c>by-threads</c>, <c>by-self-test</c>, <c>by-difference</c>, <c>missed</c>, <c>quiet</c>, <c>false-alarm</c>, <c>not-here</c> or <c>no-verdict</c>.</param>
/// <param name="Rules">The rules of new causes.</param>
/// <param name="Causes">The new causes.</param>
/// <param name="AtOnce">What calls at once show, and did not before.</param>
/// <param name="IsBlamed">True when one of them names a function that was changed.</param>
/// <param name="Differs">Differences in results or the ledger.</param>
/// <param name="ChangedLines">Changed lines with code; null when there was no review.</param>
/// <param name="RunLines">Those of them that were run.</param>
/// <param name="Seconds">Time taken.</param>
/// <param name="Why">Why there was no review; empty when there was.</param>
public sealed record SeedJson(
    string Name, string Class, string Verdict, IReadOnlyList<string> Rules, IReadOnlyList<string> Causes, IReadOnlyList<string> AtOnce, bool IsBlamed, IReadOnlyList<string> Differs,
    int? ChangedLines, int? RunLines, double Seconds, string Why)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The result as data.</summary>
    public static SeedJson From(ExamResult result) => new(
        result.Entry.Name, result.Entry.Class, Word(result.Verdict),
        [.. result.New.SelectMany(change => change.Cause.Findings).Select(finding => finding.Counterexample.Rule.Id).Distinct().Order(StringComparer.Ordinal)],
        [.. result.New.Select(change => change.Cause.Name)],
        [.. (result.Outcome?.AtOnceOf(ChangeKind.New) ?? []).Select(change => Threads.ThreadOutcomeText.Line(change.Cause))], result.IsBlamed,
        result.Outcome is { } outcome ? [.. outcome.Differences.Select(one => ReviewWords.Of(one)), .. RaceWords.Sentences(outcome).Select(one => one.Text)] : [],
        result.Outcome?.Lines?.WithCode, result.Outcome?.Lines?.Run, Math.Round(result.Seconds, 1), result.Why);

    /// <summary>One line.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, Options);

    private static string Word(ExamVerdict verdict) => verdict switch
    {
        ExamVerdict.ByRule => "by-rule",
        ExamVerdict.ByThreads => "by-threads",
        ExamVerdict.BySelfTest => "by-self-test",
        ExamVerdict.ByDifference => "by-difference",
        ExamVerdict.Missed => "missed",
        ExamVerdict.Quiet => "quiet",
        ExamVerdict.FalseAlarm => "false-alarm",
        ExamVerdict.NotHere => "not-here",
        ExamVerdict.NoVerdict => "no-verdict",
        _ => throw new InvalidOperationException($"unknown verdict {verdict}"),
    };
}
