using ApSpec.RealDriver.Review;
using ApSpec.Search;
using ApSpec.Search.Review;

namespace ApSpec.Report;

/// <summary>What is said of a review in few words.</summary>
public static class ReviewWords
{
    /// <summary>The verdict, as a sentence without its end.</summary>
    public static string Verdict(ReviewOutcome outcome)
    {
        var (added, mended) = (outcome.Of(ChangeKind.New).Length, outcome.Of(ChangeKind.Mended).Length);
        var parts = new List<string>();
        if (added > 0)
            parts.Add($"may break {added} {Things(added)}");
        if (mended > 0)
            parts.Add($"mends {mended} {Things(mended)}");
        if (added == 0)
            parts.Add(mended > 0 ? "nothing new goes wrong" : "no rule tells the two apart");
        if (!outcome.NotJudged.IsEmpty)
            parts.Add("not all of it was judged");
        return string.Join(", ", parts);
    }

    /// <summary>What was run.</summary>
    public static string Bounds(ReviewOutcome outcome) =>
        $"{outcome.Traces:N0} traces, {outcome.Steps:N0} operations in {outcome.After.Campaigns.Length} scopes, on both";

    /// <summary>The operations of a finding's trace.</summary>
    public static string Trace(Finding finding) => string.Join("; ", finding.Counterexample.Trace.Operations);

    private static string Things(int count) => count == 1 ? "thing" : "things";
}
