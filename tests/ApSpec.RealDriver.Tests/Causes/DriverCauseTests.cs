using ApSpec.Search;
using ApSpec.Search.Causes;

namespace ApSpec.RealDriver.Tests.Causes;

/// <summary>Causes of what a whole check finds on Linux 6.12: the defects that reading its source tells apart, one cause each.</summary>
[Trait("Kind", "Long")]
public sealed class DriverCauseTests
{
    private static readonly Lazy<CheckOutcome> Outcome = new(() =>
    {
        using var driver = LoadedDriver.Of("6.12");
        return DriverCheck.Of(driver, DriverCheck.Plan);
    });

    // A queue unlinked while its adapter is filtered; a refused AQIC that keeps its registration and its pin; the warning when the adapter
    // is gone; eventfds kept at close; a request signalled without the mdev's lock; AQIC 07 while a change is under way; ZAPQ 04 of a
    // working queue.
    private static readonly Violation[] Defects =
    [
        new("QUEUE-09 by unassign_adapter", "vfio_ap_mdev_unlink_adapter", Actor.Root),
        new("IRQ-01 by aqic_enable refused", "vfio_ap_irq_enable", Actor.Firmware),
        new("CALL-03 by aqic_disable refused", "vfio_ap_irq_disable", Actor.Firmware),
        new("EVENT-02 by release", "vfio_ap_mdev_unset_kvm", Actor.UserSpace),
        new("EVENT-04 by request", "vfio_ap_mdev_request", Actor.Root),
        new("IRQ-05 by aqic_disable refused", "vfio_ap_free_aqic_resources", Actor.Guest),
        new("IRQ-05 by unbind", "apq_reset_check", Actor.Answer),
    ];

    public static TheoryData<int> All => [.. Enumerable.Range(0, Defects.Length)];

    [KernelTreeTheory]
    [MemberData(nameof(All))]
    public void Each_defect_is_one_cause(int defect) => DriverCheck.One(Outcome.Value, Defects[defect]);

    [KernelTreeFact]
    public void No_two_defects_have_one_cause()
    {
        Cause[] causes = [.. Defects.Select(defect => DriverCheck.One(Outcome.Value, defect)), Outside()];

        Assert.Equal(causes.Length, causes.Distinct().Count());
    }

    [KernelTreeFact]
    public void A_refused_registration_and_the_pin_that_is_kept_with_it_are_one_cause() => Assert.Same(
        DriverCheck.One(Outcome.Value, Defects[1]),
        DriverCheck.One(Outcome.Value, Defects[1] with { Name = "IRQ-02 by aqic_enable refused" }));

    [KernelTreeTheory]
    [InlineData("QUEUE-03 by unbind")]
    [InlineData("QUEUE-03 by apmask +AA")]
    [InlineData("IRQ-04 by unbind")]
    public void Whatever_a_queue_keeps_that_the_hardware_did_not_reset_is_one_cause(string name) =>
        Assert.Same(DriverCheck.One(Outcome.Value, Defects[^1]), DriverCheck.One(Outcome.Value, Defects[^1] with { Name = name }));

    [KernelTreeFact]
    public void The_lock_order_of_the_vfio_core_is_one_cause_and_not_this_drivers() =>
        Assert.Equal(("vfio_iommu_type1.c", "LOCK-03"), (Outside().Outside, Outside().Head.Counterexample.Rule.Id));

    [KernelTreeFact]
    public void The_drivers_own_causes_come_before_those_outside() =>
        Assert.Same(Outside(), Outcome.Value.Causes.Last(cause => cause.Who != Actor.Core));

    private static Cause Outside() => Assert.Single(Outcome.Value.Causes, cause => cause.Outside is not null);
}
