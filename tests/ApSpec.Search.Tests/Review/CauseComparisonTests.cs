using ApSpec.Check;
using ApSpec.Explore;
using ApSpec.Rules;
using ApSpec.Search.Causes;
using ApSpec.Search.Review;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Tests.Review;

/// <summary>What a change does to causes, on models whose changes are known: the fix between v5.10 and v5.11, both ways.</summary>
public sealed class CauseComparisonTests
{
    private const int Traces = 300;
    private static readonly SearchLimits Limits = new(5_000);
    private static readonly CheckOutcome Leaky = Checks.Check("v5.10", Checks.Core, Traces, Limits);
    private static readonly CheckOutcome Mended = Checks.Check("v5.11", Checks.Core, Traces, Limits);

    [Fact]
    public void The_fix_of_the_thread_mends_the_leaked_guest_and_makes_nothing_new()
    {
        var changes = Compare(Leaky, Mended).Changes;

        Assert.Contains(changes, change => change.Kind == ChangeKind.Mended && change.Cause.Findings.Any(finding => finding.Counterexample.Rule.Id == "KVM-01"));
        Assert.DoesNotContain(changes, change => change.Kind == ChangeKind.New && change.Cause.Who != Actor.Core);
    }

    [Fact]
    public void Taking_the_fix_back_is_new()
    {
        var changes = Compare(Mended, Leaky).Changes;

        Assert.Contains(changes, change => change.Kind == ChangeKind.New && change.Cause.Findings.Any(finding => finding.Counterexample.Rule.Id == "KVM-01"));
    }

    [Fact]
    public void A_driver_against_itself_is_the_same()
    {
        var changes = Compare(Leaky, Leaky).Changes;

        Assert.Equal(Leaky.Causes.Length, changes.Length);
        Assert.All(changes, change => Assert.Equal(ChangeKind.Same, change.Kind));
    }

    [Fact]
    public void What_the_campaign_before_the_change_missed_is_not_new()
    {
        var missed = new CheckOutcome(Leaky.Subject, Leaky.Campaigns, []);

        Assert.All(Compare(missed, Leaky).Changes, change => Assert.NotEqual(ChangeKind.New, change.Kind));
    }

    [Fact]
    public void What_the_campaign_after_the_change_missed_is_not_mended()
    {
        var missed = new CheckOutcome(Leaky.Subject, Leaky.Campaigns, []);

        Assert.All(Compare(Leaky, missed).Changes, change => Assert.NotEqual(ChangeKind.Mended, change.Kind));
    }

    [Fact]
    public void A_trace_that_ends_the_other_process_is_not_judged_and_not_new()
    {
        var comparison = new CauseComparison(new CheckOutcome(Mended.Subject, Mended.Campaigns, []), Leaky, _ => null, Runner(Leaky));

        Assert.NotEmpty(comparison.Unjudged);
        Assert.DoesNotContain(comparison.Changes, change => change.Kind == ChangeKind.New);
    }

    [Fact]
    public void A_trace_whose_last_call_dies_after_the_change_is_new_and_not_mended()
    {
        var mended = Compare(Leaky, Mended).Changes.First(change => change.Kind == ChangeKind.Mended);
        var found = mended.Cause.Head.Counterexample;
        var memory = Checks.RuleOf("MEM-03");

        var changes = new CauseComparison(Leaky, Mended, Runner(Leaky), trace => Runner(Mended)(trace) is { } run && trace == found.Trace
            ? run with { Steps = run.Steps.SetItem(run.Steps.Length - 1, Dead(run.Steps[^1], memory)) }
            : Runner(Mended)(trace)).Changes;

        var death = Assert.Single(changes, change => change.Note == "the call returned before");
        Assert.Equal((ChangeKind.New, memory, found.Trace), (death.Kind, death.Cause.Head.Counterexample.Rule, death.Cause.Head.Counterexample.Trace));
        Assert.DoesNotContain(changes, change => change.Kind == ChangeKind.Mended && change.Cause == mended.Cause);
    }

    private static RecordedStep Dead(RecordedStep step, Rule rule) => step with
    {
        Result = step.Result with { Outcome = Outcome.Died },
        Violations = [(rule, new Evidence(EvidenceColumn.Result, Text: "BUG"))],
    };

    private static CauseComparison Compare(CheckOutcome before, CheckOutcome after) => new(before, after, Runner(before), Runner(after));

    private static Func<Trace, ReplayedTrace?> Runner(CheckOutcome outcome) => trace => ReplayedTrace.Run(outcome.Subject, trace, RuleBook.All);
}
