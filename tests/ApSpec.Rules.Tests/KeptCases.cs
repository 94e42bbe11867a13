using ApSpec.Vocabulary;

namespace ApSpec.Rules.Tests;

/// <summary>RESET-06 and IRQ-13: what a queue that stays with its guest keeps.</summary>
internal static class KeptCases
{
    private const string Irq = "mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks,irq,hw pages=0x12,0x13";
    private const string Two = "mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks,binding";

    private const string Guest = "m0.life=1 world.instances=1 m0.matrix.apm=05,06 m0.matrix.aqm=0006 m0.shadow.apm=05,06 m0.shadow.aqm=0006 "
        + "05.0006.matrix_mdev=m0 05.0006.table=m0 06.0006.matrix_mdev=m0 06.0006.table=m0 "
        + "m0.opens=1 m0.kvm=k0 k0.driver_refs=1 k0.pqap_hook=m0 k0.crycb.apm=05,06 k0.crycb.aqm=0006 ";

    private const string Raises = "05.0006.irq=2 05.0006.irq.page=1 05.0006.irq.isc=1 05.0006.irq.kvm=k0 05.0006.saved_isc=1 05.0006.saved_pfn=1 ";
    private const string IsOff = "05.0006.irq=0 05.0006.irq.page=0 05.0006.irq.isc=0 05.0006.irq.kvm=0 05.0006.saved_isc=0 05.0006.saved_pfn=0 ";
    private const string Without06 = "m0.matrix.apm=05 m0.shadow.apm=05 k0.crycb.apm=05 06.0006.matrix_mdev=0 06.0006.table=0 ";
    private const string IsAttached = "m0=Attached:k0";
    private const string Unplug = "unassign_adapter m0 06";

    private static Moment Reset(ushort queue) => new(MomentKind.Zapq, queue, 0, "ResetQueue", 120) { InMasks = 1, Named = 1 };

    public static IEnumerable<RuleCase> All() => [.. Resets(), .. Interrupts()];

    private static IEnumerable<RuleCase> Resets()
    {
        yield return new("RESET-06", "is violated when the neighbour of an unassigned adapter is reset",
            "Queue: 05.0006 is reset in ResetQueue, k0 has it before and after",
            Unassign().Moment(Reset(0)));
        yield return new("RESET-06", "holds when the unassigned adapter is reset", null, Unassign().Moment(Reset(1)));
        yield return new("RESET-06", "holds when the masks had lost the queue meanwhile", null, Unassign().Moment(Reset(0) with { InMasks = 0 }));
        yield return new("RESET-06", "holds when user space resets the device", null,
            Open(Two, "reset m0").Both(Guest).Lifecycle(IsAttached).Moment(Reset(0)));
        yield return new("RESET-06", "is violated when the reset of another mdev resets it", "Queue: 05.0006 is reset in ResetQueue, k0 has it before and after",
            Open(Two.Replace("mdevs=1", "mdevs=2", StringComparison.Ordinal), "reset m1").Both(Guest).Lifecycle(IsAttached).Moment(Reset(0)));
        yield return new("RESET-06", "is violated when a queue of the second guest is reset",
            "Queue: 05.0006 is reset in ResetQueue, k1 has it before and after",
            Open(Two.Replace("mdevs=1 kvms=1", "mdevs=2 kvms=2", StringComparison.Ordinal), "assign_adapter m0 06")
                .Both("m0.life=1 m0.opens=1 m0.kvm=k0 m1.life=1 m1.opens=1 m1.matrix.apm=05 m1.matrix.aqm=0006 m1.kvm=k1 k1.crycb.apm=05 k1.crycb.aqm=0006")
                .Lifecycle("m0=Attached:k0 m1=Attached:k1").Moment(Reset(0) with { InMasks = 2 }));
        yield return new("RESET-06", "holds when the guest goes and comes", null,
            Open(Two, "open m0").Both(Guest).Lifecycle("m0=Created", IsAttached).Moment(Reset(0)));
        yield return new("RESET-06", "holds for a reset that is still under way", null, Unassign().Before("05.0006.reset=2").Moment(Reset(0)));
        yield return new("RESET-06", "holds for a reset that had failed", null, Unassign().Before("05.0006.reset_code=5").Moment(Reset(0)));
        yield return new("RESET-06", "holds for a queue that vfio_ap loses", null,
            Open(Two, "unbind 05.0006").Both(Guest).After("05.0006.driver=1").Lifecycle(IsAttached).Moment(Reset(0)));
    }

    private static IEnumerable<RuleCase> Interrupts()
    {
        yield return new("IRQ-13", "is violated when another page is unmapped",
            "Irq: 'dma_unmap m0 iova=0x13000 pages=1' took the interrupts of 05.0006, which k0 keeps",
            Unmap("dma_unmap m0 iova=0x13000 pages=1"));
        yield return new("IRQ-13", "is violated when another queue's interrupts are turned off",
            "Irq: 'aqic_disable k0 06.0006' took the interrupts of 05.0006, which k0 keeps",
            Unmap("aqic_disable k0 06.0006"));
        yield return new("IRQ-13", "is violated when only what the driver saved is lost",
            $"Irq: '{Unplug}' took the interrupts of 05.0006, which k0 keeps",
            Open(Irq, Unplug).Both(Guest + Raises).After(Without06 + "05.0006.saved_isc=0").Lifecycle(IsAttached));
        foreach (var (what, field) in new[] { ("page", "irq.page=2"), ("subclass", "irq.isc=0"), ("guest", "irq.kvm=0"), ("saved page", "saved_pfn=2") })
        {
            yield return new("IRQ-13", $"is violated when only the {what} changes", $"Irq: '{Unplug}' took the interrupts of 05.0006, which k0 keeps",
                Open(Irq, Unplug).Both(Guest + Raises).After(Without06 + $"05.0006.{field}").Lifecycle(IsAttached));
        }

        yield return new("IRQ-13", "holds when nothing of them changes", null,
            Open(Irq, Unplug).Both(Guest + Raises).After(Without06).Lifecycle(IsAttached));
        yield return new("IRQ-13", "is violated when the page before is unmapped",
            "Irq: 'dma_unmap m0 iova=0x11000 pages=1' took the interrupts of 05.0006, which k0 keeps",
            Unmap("dma_unmap m0 iova=0x11000 pages=1"));
        yield return new("IRQ-13", "holds when the page that the driver saved is unmapped", null,
            Unmap("dma_unmap m0 iova=0x13000 pages=1").Before("05.0006.saved_pfn=2"));
        yield return new("IRQ-13", "is violated when the guest resets another queue",
            "Irq: 'zapq k0 06.0006' took the interrupts of 05.0006, which k0 keeps", Unmap("zapq k0 06.0006"));
        yield return new("IRQ-13", "holds when the page is unmapped", null, Unmap("dma_unmap m0 iova=0x12000 pages=1"));
        yield return new("IRQ-13", "holds when the page is in the middle of what is unmapped", null, Unmap("dma_unmap m0 iova=0x11000 pages=3"));
        yield return new("IRQ-13", "holds when the guest turns them off", null, Unmap("aqic_disable k0 05.0006"));
        yield return new("IRQ-13", "holds when the guest resets the queue", null, Unmap("zapq k0 05.0006"));
        yield return new("IRQ-13", "holds when user space resets the device", null, Unmap("reset m0"));
        yield return new("IRQ-13", "holds when the adapter is checkstopped", null, Unmap("checkstop 05"));
        yield return new("IRQ-13", "holds when the guest loses the queue", null,
            Unmap("unassign_adapter m0 05").After("k0.crycb.apm=06 m0.shadow.apm=06 m0.matrix.apm=06"));
    }

    private static StepBuilder Unassign() => Open(Two, Unplug).Both(Guest).After(Without06).Lifecycle(IsAttached);

    private static StepBuilder Unmap(string operation) => Open(Irq, operation).Both(Guest + Raises).After(IsOff).Lifecycle(IsAttached);

    private static StepBuilder Open(string scope, string operation) => new(scope, operation, Era.OpenDevice);
}
