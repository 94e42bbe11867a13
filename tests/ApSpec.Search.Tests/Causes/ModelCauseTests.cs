using System.Collections.Immutable;
using ApSpec.Explore;
using ApSpec.Rules;
using ApSpec.Search.Causes;

namespace ApSpec.Search.Tests.Causes;

/// <summary>Causes of what campaigns find on models.</summary>
public sealed class ModelCauseTests
{
    private const string Failures = "mdevs=1 kvms=2 adapters=05 domains=0006 features=masks,failures";
    private const string Locks = "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,locks";
    private static readonly Lazy<CheckOutcome> V510 = new(() => Check("v5.10", jobs: 2, Checks.Core, Failures, Locks));
    private static readonly Lazy<CheckOutcome> V511 = new(() => Check("v5.11", jobs: 2, Locks));

    [Theory]
    [InlineData("HOOK-01 by set_kvm null")]
    [InlineData("MASK-01 by set_kvm null")]
    public void What_a_null_notification_leaves_behind_in_v5_10_is_in_one_cause_and_no_other(string name) =>
        Assert.Equal(Assert.Single(NumbersOf("KVM-01 by set_kvm null")), Assert.Single(NumbersOf(name)));

    [Theory]
    [InlineData("KVM-01 by set_kvm null", "KVM-01 by set_kvm")] // the second guest
    [InlineData("KVM-01 by set_kvm null", "KVM-01 by open fail=iommu")]
    [InlineData("KVM-01 by set_kvm", "KVM-01 by open fail=iommu")] // the second guest
    [InlineData("KVM-01 by open", "KVM-01 by open fail=iommu")] // the second descriptor
    public void A_null_notification_a_second_guest_and_a_failing_open_are_three_causes(string name, string other) =>
        Assert.NotEqual(Assert.Single(FirstNumbersOf(name)), Assert.Single(FirstNumbersOf(other)));

    [Fact]
    public void What_a_failing_open_leaves_behind_is_in_the_cause_of_the_failing_open() =>
        Assert.All(new[] { "HOOK-01", "MDEV-03", "CALL-02" }, rule =>
            Assert.Contains(Assert.Single(FirstNumbersOf("KVM-01 by open fail=iommu")), FirstNumbersOf($"{rule} by open fail=iommu")));

    [Fact]
    public void A_call_that_waits_for_itself_is_one_cause_with_the_lock_that_it_holds_already()
    {
        var outcome = Check("patch-v3", jobs: 2, "mdevs=2 kvms=2 adapters=05 domains=0006 features=vmfds");

        Assert.Equal(
            Assert.Single(outcome.Causes, cause => cause.Findings.Any(finding => NameOf(finding) == "LOCK-02 by release")),
            Assert.Single(outcome.Causes, cause => cause.Findings.Any(finding => NameOf(finding) == "CALL-01 by release")));
    }

    // No model closes two cycles by one kind of operation: the cycles are a model's, and the drafts give both the same kind.
    [Fact]
    public void Two_lock_cycles_that_are_found_under_one_rule_and_kind_of_operation_are_two_causes()
    {
        var group = OriginOf("6.1.192", "vmfds,locks", "create m0", "set_kvm m0 k0", "open m0", "close_kvm_vfio k0");
        var unmap = OriginOf("6.1.192", "masks,irq,locks", "create m0", "assign_adapter m0 05", "assign_domain m0 0006", "set_kvm m0 k0", "open m0",
            "aqic_enable k0 05.0006 isc=3 nib=0x12000", "dma_unmap m0 iova=0x12000 pages=1");

        Assert.Equal("LOCK-03 | LOCK-03", Origins.CausesOf(Origins.Draft("LOCK-03", group), Origins.Draft("LOCK-03", unmap)));
        Assert.Equal("LOCK-03 LOCK-03", Origins.CausesOf(Origins.Draft("LOCK-03", group), Origins.Draft("LOCK-03", group with { Key = "another" })));
    }

    [Theory]
    [InlineData("v5.10")]
    [InlineData("v5.11")]
    public void A_lock_cycle_is_one_cause_whatever_operation_closes_it(string revision)
    {
        var cycles = SignsOf(revision == "v5.10" ? V510.Value : V511.Value);

        Assert.Contains(cycles, cycle => cycle.Triggers.Length > 1);
        Assert.All(cycles, cycle => Assert.Single(cycle.Causes));
    }

    [Fact]
    public void Each_finding_is_in_exactly_one_cause()
    {
        var all = V510.Value.Causes.SelectMany(cause => cause.Findings).ToArray();

        Assert.Equal(all.Length, all.Distinct(ReferenceEqualityComparer.Instance).Count());
        Assert.Equal(all.Length, V510.Value.Findings.Length);
        Assert.All(V510.Value.Causes, cause => Assert.NotEmpty(cause.Findings));
    }

    [Fact]
    public void A_cause_has_one_finding_of_each_rule_and_kind_of_operation() =>
        Assert.All(V510.Value.Causes, cause => Assert.Equal(cause.Findings.Length, cause.Findings.Select(NameOf).Distinct().Count()));

    [Fact]
    public void The_same_seed_gives_the_same_causes_with_one_job_and_with_two() =>
        Assert.Equal(TextOf(Check("v5.10", jobs: 1, Checks.Core)), TextOf(Check("v5.10", jobs: 2, Checks.Core)));

    private static CheckOutcome Check(string revision, int jobs, params string[] scopes) => Checker.Run(
        new CheckRequest([], RuleBook.All, [.. scopes.Select(Checks.ScopeOf)], new CampaignOptions(Traces: 1_000, Jobs: jobs), new SearchLimits()),
        Checks.SubjectOf(revision));

    private static IEnumerable<int> NumbersOf(string name) => NumbersOf(finding => NameOf(finding) == name);

    // Where it is what goes wrong first.
    private static IEnumerable<int> FirstNumbersOf(string name) => NumbersOf(finding => NameOf(finding) == name && !finding.IsConsequence);

    private static IEnumerable<int> NumbersOf(Func<Finding, bool> isMeant) =>
        V510.Value.Causes.Index().Where(cause => cause.Item.Findings.Any(isMeant)).Select(cause => cause.Index + 1);

    private static string NameOf(Finding finding) => $"{finding.Counterexample.Rule.Id} by {finding.Counterexample.Trigger}";

    private static ImmutableArray<(string[] Triggers, Cause[] Causes)> SignsOf(CheckOutcome outcome) =>
    [
        .. outcome.Causes.SelectMany(cause => cause.Findings.Where(finding => finding.Counterexample.Rule.Id == "LOCK-03" && !finding.IsConsequence)
                .Select(finding => (Cause: cause, Finding: finding, finding.Origin!.Rules.Single(rule => rule.Rule == "LOCK-03").Sign)))
            .GroupBy(row => row.Sign)
            .Select(group => (
                group.Select(row => row.Finding.Counterexample.Trigger.ToString()).Distinct().ToArray(),
                group.Select(row => row.Cause).Distinct().ToArray())),
    ];

    private static Origin OriginOf(string revision, string features, params string[] operations)
    {
        var trace = Checks.TraceOf($"mdevs=1 kvms=1 adapters=05 domains=0006 features={features}", operations);
        return new Origin(trace.ToString(), 1, new OriginFinder(Checks.SubjectOf(revision)).Find(trace)!.Rules, []);
    }

    private static string TextOf(CheckOutcome outcome) => string.Join('\n', outcome.Causes.Select(cause =>
        string.Join("; ", cause.Findings.Select(finding => $"{NameOf(finding)}: {finding.Counterexample.Trace}"))));
}
