using ApSpec.Check;
using ApSpec.Explore;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Tests;

public sealed class CheckerTests
{
    private static readonly Lazy<CheckOutcome> V510 = new(() => Checks.Check("v5.10", Checks.Core));
    private static readonly Lazy<CheckOutcome> PatchV3 = new(() => Checks.Check("patch-v3", Checks.Core));

    [Theory]
    [InlineData("KVM-01", 4)]
    [InlineData("HOOK-01", 4)]
    [InlineData("MASK-01", 5)]
    public void V5_10_keeps_what_a_null_notification_should_give_back(string rule, int length)
    {
        var found = FindingOf(V510.Value, rule, Checks.SetKvmNull).Counterexample;

        Assert.Equal(Minimality.Proven, found.Minimality);
        Assert.Equal(length, found.Length);
        Assert.Equal("set_kvm m0 null", found.Trace.Operations[^1].ToString());
        AssertViolatedAtTheEnd(found);
    }

    [Fact]
    public void Patch_v3_unlocks_twice_when_a_second_mdev_gets_the_guest()
    {
        var found = FindingOf(PatchV3.Value, "LOCK-01", Checks.SetKvm).Counterexample;

        Assert.Equal((Minimality.Proven, 6), (found.Minimality, found.Length));
        AssertViolatedAtTheEnd(found);
    }

    [Theory]
    [InlineData("patch-v3")]
    [InlineData("v5.11")]
    public void The_fix_gives_everything_back_at_a_null_notification_of_one_guest(string revision)
    {
        var outcome = Checks.Check(revision, "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks");

        Assert.All(["KVM-01", "HOOK-01", "MASK-01"], rule =>
        {
            Assert.True(outcome.IsWitnessed(rule));
            Assert.DoesNotContain(outcome.FindingsOf(rule), f => f.Counterexample.Trigger == Checks.SetKvmNull);
        });
    }

    [Fact]
    public void V5_11_takes_lock_L_again_when_its_own_put_is_the_last()
    {
        var outcome = Checks.Check("v5.11", "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,vmfds");
        var found = outcome.FindingsOf("LOCK-02").First();

        Assert.Equal(Minimality.Proven, found.Counterexample.Minimality);
        AssertViolatedAtTheEnd(found.Counterexample);
        Assert.NotEmpty(found.Reservations);
        Assert.DoesNotContain(Checks.Check("v5.10", outcome.Campaigns[0].Scope.ToString()).Findings, f => f.Counterexample.Rule.Id == "LOCK-02");
    }

    [Fact]
    public void Every_finding_violates_its_rule_with_its_last_operation()
    {
        Assert.All(V510.Value.Findings, finding => AssertViolatedAtTheEnd(finding.Counterexample));
        Assert.All(PatchV3.Value.Findings, finding => AssertViolatedAtTheEnd(finding.Counterexample));
    }

    [Fact]
    public void Each_rule_and_kind_of_operation_that_a_campaign_met_has_a_finding()
    {
        var outcome = V510.Value;

        Assert.Equal(
            outcome.Campaigns.SelectMany(c => c.Hits).Select(h => $"{h.Rule.Id} {h.Trigger}").Distinct().Order(),
            outcome.Findings.Select(f => $"{f.Counterexample.Rule.Id} {f.Counterexample.Trigger}").Distinct().Order());
    }

    [Fact]
    public void A_cause_has_one_finding_for_each_rule_and_kind_of_operation()
    {
        Assert.All(V510.Value.Causes.Concat(PatchV3.Value.Causes), cause =>
        {
            var kinds = cause.Findings.Select(f => $"{f.Counterexample.Rule.Id} {f.Counterexample.Trigger}").ToArray();
            Assert.Equal(kinds.Distinct(), kinds);
        });
    }

    [Fact]
    public void The_simplest_finding_of_a_rule_comes_first() =>
        Assert.All(V510.Value.Findings.GroupBy(f => f.Counterexample.Rule.Id), group =>
        {
            var keys = group.Select(f => TraceOrder.KeyOf(f.Counterexample.Trace)).ToArray();
            Assert.Equal(keys.Order(), keys);
        });

    [Fact]
    public void A_check_finds_the_same_again()
    {
        var again = Checks.Check("v5.10", Checks.Core);

        Assert.Equal(
            V510.Value.Findings.Select(f => (f.Counterexample.Rule.Id, f.Counterexample.Trace.ToString(), f.Seed)),
            again.Findings.Select(f => (f.Counterexample.Rule.Id, f.Counterexample.Trace.ToString(), f.Seed)));
    }

    private static Finding FindingOf(CheckOutcome outcome, string rule, Trigger trigger) =>
        outcome.FindingsOf(rule).Single(finding => finding.Counterexample.Trigger == trigger);

    private static void AssertViolatedAtTheEnd(Counterexample found)
    {
        var judge = new Judge(found.Subject.Create(found.Trace.Scope), [found.Rule]);
        for (var i = 0; i < found.Length; i++)
        {
            var violated = judge.Apply(found.Trace.Operations[i], 0, out var result);
            Assert.NotEqual(Outcome.NotPossible, result.Outcome);
            Assert.Equal(i == found.Length - 1, !violated.IsEmpty);
        }
    }

    // Each look at the clock costs a second of the six hundred.
    [Fact]
    public void Each_scope_gets_its_share_of_the_time_and_none_is_left_without_a_word()
    {
        var seconds = 0;
        var time = new TimeLimit(TimeSpan.FromSeconds(600), () => TimeSpan.FromSeconds(Interlocked.Increment(ref seconds)));
        var request = new CheckRequest([], RuleBook.All, Plan.Scopes, new CampaignOptions(Traces: 1_000_000, Time: time), new SearchLimits());

        var outcome = Checker.Run(request, Checks.SubjectOf("v5.10"));

        Assert.Equal(Plan.Scopes.Length, outcome.Campaigns.Length);
        Assert.All(outcome.Campaigns, campaign => Assert.False(campaign.IsComplete));
        Assert.All(outcome.Campaigns, campaign => Assert.InRange(campaign.Traces, 1, 60));
        Assert.NotEmpty(outcome.Findings);
    }

    // Time runs out when the campaign is over: no draft has an origin, and no trace is shortened.
    [Fact]
    public void Findings_without_time_for_shortening_are_grouped_by_what_their_traces_show()
    {
        var end = new EndOfCampaigns();
        var request = new CheckRequest([], RuleBook.All, [Checks.ScopeOf(Checks.Core)],
            new CampaignOptions(Traces: 1_000, Time: new TimeLimit(TimeSpan.FromSeconds(1), end.Now)), new SearchLimits());

        var outcome = Checker.Run(request, Checks.SubjectOf("v5.10"), end);

        Assert.Equal(Minimality.CutOff, Assert.Single(outcome.Findings.Select(finding => finding.Counterexample.Minimality).Distinct()));
        Assert.InRange(outcome.Causes.Length, 1, outcome.Findings.Length - 1);
        Assert.All(outcome.Findings.Where(finding => finding.Origin!.Rules.Length == 1).GroupBy(finding => finding.Origin!.Key),
            alike => Assert.Single(alike.Select(finding => outcome.Causes.Single(cause => cause.Findings.Contains(finding))).Distinct()));
    }

    private sealed class EndOfCampaigns : ICheckProgress
    {
        private bool isOver;

        public bool WantsFirst => false;

        public TimeSpan Now() => isOver ? TimeSpan.FromHours(1) : TimeSpan.Zero;

        public void BeginScope(Subject subject, Scope scope)
        {
        }

        public void OnTraces(long traces, long steps)
        {
        }

        public void OnFirst(Subject subject, Rule rule, Trigger trigger, Trace trace)
        {
        }

        public void BeginRule(Subject subject, Rule rule) => isOver = true;
    }
}
