using ApSpec.Explore;
using ApSpec.Search.Review;

namespace ApSpec.Search.Tests.Review;

/// <summary>What two subjects differ in, trace by trace.</summary>
public sealed class DifferenceCampaignTests
{
    private static readonly CampaignOptions Options = new(Traces: 200);

    [Fact]
    public void A_driver_does_not_differ_from_itself()
    {
        var seen = Compared("v5.11", "v5.11");

        Assert.Empty(seen.Found);
        Assert.Equal(200, seen.Traces);
        Assert.True(seen.Steps > 1_000);
    }

    [Fact]
    public void The_fix_of_the_thread_differs_in_the_references_after_the_null_notification()
    {
        var found = Compared("v5.10", "v5.11").Found;

        Assert.Contains(found, difference => difference.Parts.Any(part => part.What == "driver_refs"));
        Assert.Equal(found.Length, found.Select(difference => difference.Key).Distinct().Count());
    }

    [Fact]
    public void A_difference_that_a_mended_cause_makes_is_explained_by_it()
    {
        var (leaky, mended) = (Checks.Check("v5.10", Checks.Core, 300, new SearchLimits(5_000)), Checks.Check("v5.11", Checks.Core, 300, new SearchLimits(5_000)));
        ReplayedTrace? OnLeaky(Vocabulary.Trace trace) => ReplayedTrace.Run(leaky.Subject, trace, Rules.RuleBook.All);
        ReplayedTrace? OnMended(Vocabulary.Trace trace) => ReplayedTrace.Run(mended.Subject, trace, Rules.RuleBook.All);
        var changes = new CauseComparison(leaky, mended, OnLeaky, OnMended).Changes;

        var explained = ExplainedDifference.Explain(Compared("v5.10", "v5.11").Found, changes, [.. changes.Select(_ => (Difference?)null)], OnLeaky, OnMended);

        Assert.Contains(explained, one => one.By is { Kind: ChangeKind.Mended } && one.Difference.Parts.Any(part => part.What == "driver_refs"));
    }

    private static ScopeDifferences Compared(string before, string after) =>
        new DifferenceCampaign(Checks.SubjectOf(before), Checks.SubjectOf(after), _ => true).Run(Checks.ScopeOf(Checks.Core), Options);
}
