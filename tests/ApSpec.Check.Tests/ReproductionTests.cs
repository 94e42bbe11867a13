using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Check.Tests;

public sealed class ReproductionTests
{
    private static readonly Rule Kvm01 = RuleBook.Find("KVM-01")!;

    [Fact]
    public void Operations_that_are_not_possible_and_those_after_the_violation_are_left_out()
    {
        var trace = Traces.Of(Traces.Lifecycle,
            "release m0;create m0;create m0;open m0;open m1;set_kvm m0 k0;remove m0;set_kvm m0 null;release m0");

        var found = Reproduction.Find(Traces.Judge("v5.10", Traces.Lifecycle), trace, Kvm01);

        Assert.Equal(Traces.Of(Traces.Lifecycle, "create m0;open m0;set_kvm m0 k0;set_kvm m0 null"), found!.Value.Trace);
        Assert.Equal("set_kvm null", found.Value.Trigger.ToString());
    }

    [Fact]
    public void A_trace_that_holds_is_not_reproduced()
    {
        var trace = Traces.Of(Traces.Lifecycle, "create m0;open m0;set_kvm m0 k0;set_kvm m0 null");

        Assert.Null(Reproduction.Find(Traces.Judge("v5.11", Traces.Lifecycle), trace, Kvm01));
    }

    [Fact]
    public void Another_kind_of_operation_is_another_violation()
    {
        var trace = Traces.Of(Traces.Lifecycle, "create m0;set_kvm m0 k0;open m0;open m0;set_kvm m0 null");
        var judge = Traces.Judge("v5.10", Traces.Lifecycle);
        var first = Reproduction.Find(judge, trace, Kvm01)!.Value.Trigger;

        Assert.Equal("open", first.ToString());
        Assert.NotNull(Reproduction.Find(judge, trace, Kvm01, first));
        Assert.Null(Reproduction.Find(judge, trace, Kvm01, first with { Kind = OperationKind.SetKvm, IsNull = true }));
    }

    [Fact]
    public void Nothing_is_looked_at_past_the_end_of_a_trace()
    {
        const string scope = "mdevs=2 kvms=2 features=vmfds";
        var trace = Traces.Of(scope, "create m0;set_kvm m0 k0;open m0;close_vm k0;close_vcpu k0;close_kvm_vfio k0;release m0;"
            + "create m1;set_kvm m1 k1;open m1;open m1");
        var judge = Traces.Judge("v5.11", scope);

        Assert.Null(Reproduction.Find(judge, trace, Kvm01));
        Assert.NotNull(Reproduction.Find(judge, trace, RuleBook.Find("LOCK-02")!));
    }

    [Fact]
    public void A_rule_that_the_judge_does_not_have_is_not_reproduced()
    {
        var trace = Traces.Of(Traces.Lifecycle, "create m0;open m0;set_kvm m0 k0;set_kvm m0 null");

        Assert.Null(Reproduction.Find(Traces.Judge("v5.10", Traces.Lifecycle, "KVM-02"), trace, Kvm01));
    }

    [Fact]
    public void A_judge_that_was_used_before_starts_anew()
    {
        var trace = Traces.Of(Traces.Lifecycle, "create m0;open m0;set_kvm m0 k0;set_kvm m0 null");
        var judge = Traces.Judge("v5.10", Traces.Lifecycle);
        var first = Reproduction.Find(judge, trace, Kvm01);

        Assert.Equal(first, Reproduction.Find(judge, trace, Kvm01));
    }

    [Theory]
    [InlineData("set_kvm m0 null", "set_kvm null")]
    [InlineData("set_kvm m0 k0", "set_kvm")]
    [InlineData("notify m0 null", "notify null")]
    [InlineData("open m0 fail=iommu", "open fail=iommu")]
    [InlineData("nqap host 05.0006 psmid=1", "nqap")]
    public void A_trigger_names_the_kind_of_operation(string operation, string text) =>
        Assert.Equal(text, Trigger.Of(Traces.Operations(operation)[0], StepResult.Ok).ToString());

    [Fact]
    public void A_refusal_is_a_trigger_of_its_own()
    {
        var aqic = Traces.Operations("aqic_disable k0 05.0006")[0];
        var done = Trigger.Of(aqic, StepResult.Of(Architecture.ResponseCode.Normal));
        var refused = Trigger.Of(aqic, StepResult.Of(Architecture.ResponseCode.Busy));

        Assert.NotEqual(done, refused);
        Assert.NotEqual(done.Order, refused.Order);
        Assert.Equal("aqic_disable refused", refused.ToString());
    }

    [Fact]
    public void Triggers_that_differ_sort_apart()
    {
        var triggers = (from kind in Enum.GetValues<OperationKind>()
                        from isNull in new[] { false, true }
                        from fail in Enum.GetValues<FailPoint>()
                        from isRefused in new[] { false, true }
                        select new Trigger(kind, isNull, fail, isRefused).Order).ToArray();

        Assert.Equal(triggers.Length, triggers.Distinct().Count());
    }
}
