using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Tests.Run;

/// <summary>Whose doing it is that a trace ends badly: the driver's, or that of the kernel around it.</summary>
public sealed class OutsideFaultTests
{
    private const string Attached = "scope features=irq pages=0x12\ncreate m0\nset_kvm m0 k0\nopen m0\n";

    // vfio_iommu_type1.c takes the lock of its list of devices under that of the container, and the other way round.
    [KernelTreeFact]
    public void An_order_of_VFIOs_own_locks_is_not_the_drivers() => Assert.Equal("vfio_iommu_type1.c", Outside("6.12", """
        scope features=masks,irq,locks
        create m0
        set_kvm m0 k0
        assign_adapter m0 05
        open m0
        assign_domain m0 0006
        aqic_enable k0 05.0006 isc=3 nib=0x12000
        dma_unmap m0 iova=0x12000 pages=1

        """));

    [KernelTreeFact]
    public void A_BUG_at_a_pin_that_the_driver_left_is_the_drivers() => Assert.Null(Outside("6.12", """
        scope features=masks,irq,hw pages=0x12
        create m0
        set_kvm m0 k0
        assign_adapter m0 05
        open m0
        assign_domain m0 0006
        hw 05.0006 aqic=03 for 20ms
        aqic_enable k0 05.0006 isc=3 nib=0x12000
        dma_unmap m0 iova=0x12000 pages=1

        """));

    // handle_pqap() follows the hook that the driver left.
    [NotifierTreeFact]
    public void An_access_of_KVM_to_what_the_driver_of_5_10_freed_is_the_drivers() => Assert.Null(Outside(KernelTrees.Notifier,
        Attached + "set_kvm m0 null\nrelease m0\nremove m0\naqic_enable k0 05.0006 isc=3 nib=0x12000\n"));

    private static string? Outside(string version, string text)
    {
        var trace = LoadedDriver.Trace(text);
        using var driver = LoadedDriver.Of(version);
        var system = driver.Subject.Create(trace.Scope);
        system.Reset();
        foreach (var operation in trace.Operations)
            system.Apply(operation);

        Assert.True(system.Faults.Length + system.Edges.Length > 0, "nothing went wrong");
        return driver.Subject.OutsideOf(trace);
    }
}
