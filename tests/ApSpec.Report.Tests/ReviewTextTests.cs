using System.Text.RegularExpressions;
using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Explore;
using ApSpec.RealDriver.Patches;
using ApSpec.RealDriver.Review;
using ApSpec.Rules;
using ApSpec.Search;
using ApSpec.Search.Causes;
using ApSpec.Search.Review;
using ApSpec.Vocabulary;

namespace ApSpec.Report.Tests;

public sealed partial class ReviewTextTests
{
    private static readonly CheckOutcome Before = Run("v5.10");

    [Fact]
    public void How_a_cause_is_changed_stands_before_its_rules_which_may_be_cut()
    {
        var widest = Before.Causes.MaxBy(cause => cause.Findings.Length)!;

        var text = Format(new CauseChange(ChangeKind.Changed, widest, "1 of 9 ways to it are mended"));

        Assert.Matches(@"\nCHANGED\n  \w+, [^:]*; 1 of 9 ways to it\s+are mended: \w+-\d\d", text);
    }

    [Fact]
    public void An_entry_that_is_cut_says_so_and_a_whole_one_does_not()
    {
        var widest = Before.Causes.MaxBy(cause => cause.Findings.Length)!;
        var plain = new Cause([Cases.FindingOf(Cases.Kvm01)]);

        Assert.Contains(" ...\n", Format(new CauseChange(ChangeKind.Changed, widest)), StringComparison.Ordinal);
        Assert.DoesNotContain(" ...", Format(new CauseChange(ChangeKind.Changed, plain)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_review_in_which_nothing_ran_beside_the_driver_before_says_so() =>
        Assert.Contains("none beside the driver before the change;", Spaces().Replace(Format(), " "), StringComparison.Ordinal);

    private static string Format(params CauseChange[] changes) =>
        ReviewText.Format(new ReviewOutcome(new ReviewPair("a -> b", null!, null!, ""), Before, Before, [.. changes]));

    private static CheckOutcome Run(string revision) => Checker.Run(
        new CheckRequest([], RuleBook.All, [ScopeText.Parse("mdevs=2 kvms=2 adapters=05 domains=0006 features=masks", out _)!],
            new CampaignOptions(Traces: 300), new SearchLimits(500)),
        new ModelSubject(Catalog.Find(revision)!));

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
