using ApSpec.Explore;
using ApSpec.Rules;
using ApSpec.Search.Review;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Tests.Review;

/// <summary>Causes behind differences that the campaigns did not meet, on models whose changes are known.</summary>
public sealed class DifferenceCausesTests
{
    private static readonly SearchLimits Limits = new(5_000);

    [Fact]
    public void A_rule_that_is_violated_after_the_change_alone_is_a_cause_that_is_new()
    {
        var (before, after) = (Unmet("v5.11"), Unmet("v5.10"));

        var added = Added(before, after);

        var changes = new CauseComparison(before, added, Runner(before), Runner(after)).Changes;
        Assert.Contains(changes, change => change.Kind == ChangeKind.New && change.Cause.Findings.Any(finding => finding.Counterexample is { Rule.Id: "KVM-01", Length: 4 }));
        Assert.All(changes, change => Assert.Equal(ChangeKind.New, change.Kind));
    }

    [Fact]
    public void A_rule_that_was_violated_before_adds_nothing()
    {
        var after = Unmet("v5.11");

        Assert.DoesNotContain(Added(Unmet("v5.10"), after).Findings, finding => finding.Counterexample.Rule.Id == "KVM-01");
    }

    [Fact]
    public void Without_a_difference_the_check_is_what_it_was()
    {
        var after = Unmet("v5.10");

        Assert.Same(after, Added(after, after));
    }

    // A check whose campaigns met nothing.
    private static CheckOutcome Unmet(string revision) => new(Checks.SubjectOf(revision), [], []);

    private static CheckOutcome Added(CheckOutcome before, CheckOutcome after)
    {
        var seen = new DifferenceCampaign(before.Subject, after.Subject, _ => true).Run(Checks.ScopeOf(Checks.Core), new CampaignOptions(Traces: 200));
        return DifferenceCauses.AddedTo(after, new LocalEngine(after.Subject), Limits, seen.Found, Runner(before), Runner(after));
    }

    private static Func<Trace, ReplayedTrace?> Runner(CheckOutcome outcome) => trace => ReplayedTrace.Run(outcome.Subject, trace, RuleBook.All);
}
