using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Explore;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Tests;

/// <summary>What the thread of 2020 is about, found by the main job on its own.</summary>
public sealed class ThreadFindingsTests
{
    private static readonly Scope Lifecycle =
        new() { Mdevs = 2, Kvms = 2, Features = Features.Masks };

    [Theory]
    [InlineData("KVM-01", 4)]
    [InlineData("HOOK-01", 4)]
    [InlineData("MASK-01", 5)]
    public void V5_10_leaks_by_a_null_notification(string rule, int length)
    {
        var finding = Findings("v5.10", rule).Single(f => f.Counterexample.Trigger.ToString() == "set_kvm null");

        Assert.Equal(length, finding.Counterexample.Length);
        Assert.Equal(Minimality.Proven, finding.Counterexample.Minimality);
        Assert.Equal("set_kvm m0 null", finding.Counterexample.Trace.Operations[^1].ToString());
    }

    [Theory]
    [InlineData("KVM-01")]
    [InlineData("HOOK-01")]
    [InlineData("MASK-01")]
    public void No_trace_of_seven_operations_leaks_by_a_null_notification_on_v5_11(string rule)
    {
        var scope = Lifecycle with { Kvms = 1 };
        var trigger = new Trigger(OperationKind.SetKvm, IsNull: true, FailPoint.None, IsRefused: false);
        var judge = new Judge(new ModelSystem(Catalog.Find("v5.11")!, scope), [RuleBook.Find(rule)!]);

        Assert.Null(new Explorer(judge, Alphabet.Of(scope)).FirstViolation(new SearchLimits(DepthMax: 7), trigger, out var explored));
        Assert.Equal(7, explored.Depth);
    }

    [Fact]
    public void Patch_v3_unlocks_twice_when_a_second_mdev_asks_for_the_guest()
    {
        var finding = Findings("patch-v3", "LOCK-01")[0];

        Assert.Equal(6, finding.Counterexample.Length);
        Assert.Equal(Minimality.Proven, finding.Counterexample.Minimality);
        Assert.Equal(2, finding.Counterexample.Trace.Operations.Count(op => op.Kind == OperationKind.Create));
        Assert.Equal(1, finding.Counterexample.Trace.Scope.Kvms);
        Assert.Empty(Findings("v5.11", "LOCK-01"));
        Assert.Empty(Findings("v5.10", "LOCK-01"));
    }

    [Fact]
    public void V5_11_still_overwrites_the_guest_it_has()
    {
        var finding = Findings("v5.11", "KVM-01").Single(f => f.Counterexample.Trigger.ToString() == "set_kvm");

        Assert.Equal(4, finding.Counterexample.Length);
        Assert.Equal(2, finding.Counterexample.Trace.Scope.Kvms);
    }

    [Fact]
    public void V5_11_still_keeps_what_a_failing_open_took()
    {
        var finding = Findings("v5.11", "KVM-01", Lifecycle with { Features = Features.Failures })
            .Single(f => f.Counterexample.Trigger.ToString() == "open fail=iommu");

        Assert.Equal(["create m0", "set_kvm m0 k0", "open m0 fail=iommu"],
            finding.Counterexample.Trace.Operations.Select(op => op.ToString()));
    }

    [Fact]
    public void The_suspected_deadlock_of_v5_11_is_marked_as_suspected()
    {
        var finding = Findings("v5.11", "LOCK-02", Lifecycle with { Mdevs = 1, Kvms = 1, Features = Features.VmFds })[0];

        Assert.Equal(7, finding.Counterexample.Length);
        Assert.Contains("B14", Assert.Single(finding.Reservations).What, StringComparison.Ordinal);
    }

    [Fact]
    public void The_result_does_not_depend_on_the_number_of_threads()
    {
        var rules = RuleBook.All;
        var revision = Catalog.Find("v5.10")!;
        var options = new CampaignOptions(Traces: 2_000);
        var one = new Campaign(new ModelSubject(revision), Lifecycle, rules).Run(options);
        var two = new Campaign(new ModelSubject(revision), Lifecycle, rules).Run(options with { Jobs = 2 });

        Assert.NotEmpty(one.Hits);
        Assert.Equal(one.Hits.Select(Text), two.Hits.Select(Text));
        Assert.Equal(one.Steps, two.Steps);

        static string Text(CampaignHit hit) => $"{hit.Rule.Id} {hit.Trigger} {hit.Seed}\n{hit.Trace}";
    }

    [Fact]
    public void A_budget_too_small_for_a_proof_says_so()
    {
        var minimizer = new Minimizer(new ModelSubject(Catalog.Find("v5.10")!), new SearchLimits(StatesMax: 2));
        var trace = Findings("v5.10", "MASK-01")[0].Counterexample.Trace;

        Assert.Equal(Minimality.NotProven, minimizer.Minimize(trace, RuleBook.Find("MASK-01")!)!.Minimality);
    }

    private static Finding[] Findings(string revision, string rule, Scope? scope = null)
    {
        var request = new CheckRequest([new ModelSubject(Catalog.Find(revision)!)], [RuleBook.Find(rule)!], [scope ?? Lifecycle],
            new CampaignOptions(Traces: 1_500), new SearchLimits(200_000));
        return [.. Checker.Run(request, request.Subjects[0]).Findings];
    }
}
