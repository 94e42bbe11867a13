using ApSpec.Drivers;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Check.Tests;

/// <summary>How a trace is judged, step by step.</summary>
public sealed class JudgedTraceTests
{
    private static readonly Rule Leak = RuleBook.Find("KVM-01")!;

    [Fact]
    public void The_null_notification_violates_kvm_01_at_its_own_step()
    {
        var judge = JudgeOf("v5.10", "mdevs=1 kvms=1");

        Assert.Equal(RuleBits.None, Apply(judge, "create m0"));
        Assert.Equal(RuleBits.None, Apply(judge, "open m0"));
        Assert.Equal(RuleBits.None, Apply(judge, "set_kvm m0 k0"));
        Assert.Equal(1UL, Apply(judge, "set_kvm m0 null"));
        Assert.Equal(EvidenceColumn.References, judge.EvidenceOf(0).Column);
    }

    [Fact]
    public void The_fixed_revision_passes_the_same_steps()
    {
        var judge = JudgeOf("v5.11", "mdevs=1 kvms=1");

        Assert.All(new[] { "create m0", "open m0", "set_kvm m0 k0", "set_kvm m0 null" }, op => Assert.Equal(RuleBits.None, Apply(judge, op)));
    }

    [Fact]
    public void A_rule_to_be_ignored_is_not_reported()
    {
        var judge = JudgeOf("v5.10", "mdevs=1 kvms=1");
        foreach (var op in new[] { "create m0", "open m0", "set_kvm m0 k0" })
            Apply(judge, op);

        Assert.Equal(RuleBits.None, judge.Apply(Parse("set_kvm m0 null"), 1, out _));
    }

    [Fact]
    public void A_stuck_call_ends_the_trace()
    {
        var judge = JudgeOf("v5.11", "mdevs=1 kvms=1 features=vmfds");
        foreach (var op in new[] { "create m0", "open m0", "set_kvm m0 k0", "close_vm k0", "close_vcpu k0", "close_kvm_vfio k0" })
            Apply(judge, op);
        Assert.False(judge.IsEnded);

        judge.Apply(Parse("release m0"), 0, out var result);

        Assert.Equal(Outcome.Stuck, result.Outcome);
        Assert.True(judge.IsEnded);
    }

    [Fact]
    public void A_counter_at_its_cap_ends_the_trace_without_a_verdict()
    {
        var judge = JudgeOf("v5.11", "mdevs=1 kvms=1");
        foreach (var op in new[] { "create m0", "open m0", "open m0", "open m0" })
            Apply(judge, op);

        Assert.Equal(RuleBits.None, Apply(judge, "open m0"));
        Assert.True(judge.IsEnded);
        Assert.Equal(Cutoff.Counter("opens"), judge.System.CapHit);
    }

    [Fact]
    public void An_operation_that_is_not_possible_is_skipped_and_says_why()
    {
        var judge = JudgeOf("v5.11", "mdevs=1 kvms=1");

        judge.Apply(Parse("release m0"), 0, out var result);

        Assert.Equal(Outcome.NotPossible, result.Outcome);
        Assert.Contains("no open descriptor", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reproduction_leaves_out_what_is_not_possible()
    {
        var trace = TraceOf("mdevs=1 kvms=1", "release m0", "create m0", "create m0", "open m0", "set_kvm m0 k0", "set_kvm m0 null", "remove m0");

        var found = Reproduction.Find(JudgeOf("v5.10", "mdevs=1 kvms=1"), trace, Leak)!.Value;

        Assert.Equal(["create m0", "open m0", "set_kvm m0 k0", "set_kvm m0 null"], found.Trace.Operations.Select(op => op.ToString()));
        Assert.Equal("set_kvm null", found.Trigger.ToString());
    }

    [Fact]
    public void Another_trigger_is_not_the_same_finding()
    {
        var trace = TraceOf("mdevs=1 kvms=1", "create m0", "open m0", "set_kvm m0 k0", "set_kvm m0 null");
        var other = new Trigger(OperationKind.SetKvm, IsNull: false, FailPoint.None, IsRefused: false);

        Assert.Null(Reproduction.Find(JudgeOf("v5.10", "mdevs=1 kvms=1"), trace, Leak, other));
    }

    [Fact]
    public void Every_candidate_of_the_shrinker_is_a_trace_of_its_scope_and_none_is_longer()
    {
        var trace = TraceOf("mdevs=2 kvms=2 adapters=05,06 domains=0006,0007 features=all",
            "create m1", "assign_adapter m1 06", "assign_domain m1 0007", "open m1 fail=iommu", "set_kvm m1 k1",
            "aqic_enable k1 06.0007 isc=3 nib=0x12000", "unbind 06.0007", "set_kvm m1 null");
        var candidates = Shrink.Candidates(trace).ToArray();

        Assert.NotEmpty(candidates);
        Assert.All(candidates, candidate =>
        {
            Assert.True(candidate.Operations.Length <= trace.Operations.Length);
            Assert.All(candidate.Operations, op => Assert.Null(candidate.Scope.Refusal(op)));
            Assert.NotEqual(trace, candidate);
        });
    }

    private static RuleBits Apply(Judge judge, string operation) => judge.Apply(Parse(operation), 0, out _);

    private static Operation Parse(string line) =>
        OperationSyntax.Parse(line, out var error) ?? throw new InvalidOperationException(error);

    private static Trace TraceOf(string scope, params string[] operations) =>
        new(ScopeText.Parse(scope, out _)!, [.. operations.Select(Parse)]);

    private static Judge JudgeOf(string revision, string scope) =>
        new(new ModelSystem(Catalog.Find(revision)!, ScopeText.Parse(scope, out _)!), [Leak]);
}
