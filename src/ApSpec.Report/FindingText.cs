using ApSpec.Search;

namespace ApSpec.Report;

/// <summary>A finding of a campaign as mail text: the counterexample, and the random trace it came from.</summary>
public static class FindingText
{
    /// <summary>The text.</summary>
    public static string Of(Finding finding) => CounterexampleText.Of(
        finding.Counterexample,
        [
            .. finding.Suspected.Select(mark => $"SUSPECTED {mark}"),
            $"found: seed {finding.Seed}, {finding.FoundLength} operations, in {finding.FoundIn}",
        ]);
}
