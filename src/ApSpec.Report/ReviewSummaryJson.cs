using ApSpec.RealDriver.Review;
using ApSpec.Search.Review;

namespace ApSpec.Report;

/// <summary>The last line of a review's JSON.</summary>
/// <param name="Kind"><c>summary</c>.</param>
/// <param name="Title">The name of the change.</param>
/// <param name="Base">The tree before it.</param>
/// <param name="Driver">The tree after it.</param>
/// <param name="New">Causes that are new; without any, what no rule judges.</param>
/// <param name="Mended">Causes that are mended.</param>
/// <param name="Changed">Causes that are changed.</param>
/// <param name="Same">Causes that are the same.</param>
/// <param name="Differs">Differences that no cause explains.</param>
/// <param name="EndsOtherwise">Ways in which calls at once end, and could not.</param>
/// <param name="DataRaces">Pairs of functions that can access the same memory at the same time, and could not.</param>
/// <param name="Unlocked">Functions with accesses that have lost their common lock.</param>
/// <param name="NotJudged">Things that were not judged.</param>
/// <param name="Traces">Traces that ran on both.</param>
/// <param name="Steps">Their operations.</param>
/// <param name="ChangedLines">Changed lines with code; null when not determined.</param>
/// <param name="RunLines">Those of them that were run.</param>
/// <param name="Model">The model of the base's version; null when there is none.</param>
/// <param name="ModelTraces">Traces that ran beside it.</param>
/// <param name="Verdict"><c>breaks</c>, <c>differs</c> or <c>clean</c>.</param>
public sealed record ReviewSummaryJson(
    string Kind, string Title, string Base, string Driver, int New, int Mended, int Changed, int Same, int Differs, int EndsOtherwise, int DataRaces, int Unlocked, int NotJudged,
    long Traces, long Steps, int? ChangedLines, int? RunLines, string? Model, long? ModelTraces, string Verdict)
{
    /// <summary>The summary of a review.</summary>
    public static ReviewSummaryJson From(ReviewOutcome outcome) => new(
        "summary", outcome.Pair.Title, outcome.Pair.Base.Name, outcome.Pair.Driver.Name,
        ReviewWords.NewOf(outcome), ReviewWords.CountOf(outcome, ChangeKind.Mended), ReviewWords.CountOf(outcome, ChangeKind.Changed), ReviewWords.CountOf(outcome, ChangeKind.Same),
        outcome.Unexplained.Length, outcome.Ends.Length, outcome.DataRaces.Length, RaceWords.Sentences(outcome).Length, outcome.NotJudged.Length, outcome.Compared, outcome.ComparedSteps,
        outcome.Lines?.WithCode, outcome.Lines?.Run, outcome.Model?.Name, outcome.Model?.Traces,
        outcome.IsBroken ? "breaks" : outcome.IsJudged ? "clean" : "differs");
}
