using ApSpec.Search.Causes;

namespace ApSpec.Search.Tests.Causes;

/// <summary>Where traces of v5.10 first go wrong.</summary>
public sealed class OriginFinderTests
{
    private const string Scope = "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks";
    private static readonly string[] Leak = ["create m0", "open m0", "set_kvm m0 k0", "set_kvm m0 null"];

    [Fact]
    public void A_trace_that_goes_wrong_again_later_has_the_origin_of_its_first_wrong_step()
    {
        var finder = new OriginFinder(Checks.SubjectOf("v5.10"));
        var (first, later) = (finder.Find(Trace(Leak))!, finder.Find(Trace([.. Leak, "release m0", "remove m0"]))!);

        Assert.Equal((4, Trace(Leak).ToString()), (later.Step, later.Key));
        Assert.Same(first, later);
    }

    [Fact]
    public void The_first_wrong_step_has_every_rule_that_it_violates() =>
        Assert.Equal(["HOOK-01", "KVM-01"], Of("v5.10", Leak)!.Rules.Select(rule => rule.Rule).Order(StringComparer.Ordinal));

    [Fact]
    public void A_call_parts_from_one_that_goes_right_in_the_function_that_is_wrong() =>
        Assert.Contains(Of("v5.10", Leak)!.Places, place => place.Function.Contains("notif", StringComparison.OrdinalIgnoreCase));

    // Without AQIC, too, the call goes another way, and goes right.
    [Fact]
    public void What_an_answer_of_the_hardware_changes_is_what_parts_it_from_calls_that_go_right() =>
        Assert.Single(new OriginFinder(Checks.SubjectOf("v5.11")).Find(Checks.TraceOf(
            "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,hw",
            "hw 05.0006 zapq=04 for 20ms", "create m0", "set_kvm m0 k0", "assign_domain m0 0006", "assign_adapter m0 05", "open m0",
            "aqic_enable k0 05.0006 isc=3 nib=0x12000", "set_kvm m0 null"))!.Partings);

    [Fact]
    public void A_call_that_goes_right_unless_something_fails_parts_from_itself()
    {
        const string scope = "mdevs=1 kvms=1 adapters=05 domains=0006 features=failures";
        var finder = new OriginFinder(Checks.SubjectOf("v5.10"));
        var failing = finder.Find(Checks.TraceOf(scope, "create m0", "set_kvm m0 k0", "open m0 fail=iommu"))!;
        var second = finder.Find(Checks.TraceOf(scope, "create m0", "set_kvm m0 k0", "open m0", "open m0"))!;
        var both = finder.Find(Checks.TraceOf(scope, "create m0", "set_kvm m0 k0", "open m0", "open m0 fail=iommu"))!;

        Assert.Equal(["Open"], Assert.Single(failing.Partings).Select(place => place.Function).Distinct());
        Assert.False(failing.IsLike(second, "KVM-01"));
        Assert.True(both.IsLike(second, "KVM-01"));
        Assert.False(both.IsLike(failing, "KVM-01"));
    }

    [Fact]
    public void A_trace_that_violates_nothing_has_no_origin()
    {
        Assert.Null(Of("v5.10", Leak[..3]));
        Assert.Null(Of("v5.11", Leak));
    }

    [Fact]
    public void The_origin_of_a_lock_cycle_has_the_cycle_as_its_sign() =>
        Assert.NotNull(new OriginFinder(Checks.SubjectOf("v5.11")).Find(Checks.TraceOf(
            "mdevs=1 kvms=1 adapters=05 domains=0006 features=irq,locks",
            "create m0", "open m0", "set_kvm m0 k0", "aqic_disable k0 05.0006", "pv_enable k0"))!.Rules.Single(rule => rule.Rule == "LOCK-03").Sign);

    private static Vocabulary.Trace Trace(string[] operations) => Checks.TraceOf(Scope, operations);

    private static Origin? Of(string revision, string[] operations) => new OriginFinder(Checks.SubjectOf(revision)).Find(Trace(operations));
}
