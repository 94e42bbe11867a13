using ApSpec.Architecture;
using ApSpec.Vocabulary;
using static ApSpec.Rules.Tests.Ledgers;

namespace ApSpec.Rules.Tests;

internal static class IrqCases
{
    private const string Enable = "aqic_enable k0 05.0006 isc=3 nib=0x12000";
    private const string Unmap = "dma_unmap m0 iova=0x12000 pages=1";
    private const string Link = "05.0006.matrix_mdev=m0 ";

    public static IEnumerable<RuleCase> All()
    {
        yield return new("IRQ-01", "is violated when a refused AQIC keeps its registration",
            "Irq: isc 3 of k0 is registered 1 time, 0 queues use it",
            new StepBuilder(Irq, Enable).Both(AttachedQueue).After("k0.gisc[3]=1").Lifecycle(IsAttached));
        yield return new("IRQ-01", "is violated when a queue has no registration",
            "Irq: isc 3 of k0 is registered 0 times, 1 queue uses it",
            new StepBuilder(Irq, Enable).Both(AttachedQueue).After(AqicQueue + "m0.pins[0x12]=1").Lifecycle(IsAttached));
        yield return new("IRQ-01", "holds when registration and queue come together", null,
            new StepBuilder(Irq, Enable).Before(AttachedQueue).After(Aqic).Lifecycle(IsAttached));
        yield return new("IRQ-01", "holds while the guest's AQIC never returned", null,
            new StepBuilder(Irq, Enable).Both(AttachedQueue).After("k0.gisc[3]=1 k0.busy=1").Lifecycle(IsAttached).Ends(Outcome.Died));
        yield return new("IRQ-02", "is violated when a refused AQIC keeps its pin",
            "Pins: page 0x12 of m0 has 1 pin, 0 queues save it",
            new StepBuilder(Irq, Enable).Both(AttachedQueue).After("m0.pins[0x12]=1").Lifecycle(IsAttached));
        yield return new("IRQ-02", "is violated when an unmap takes the pin and the queue keeps the page",
            "Pins: page 0x12 of m0 has 0 pins, 1 queue saves it",
            new StepBuilder(Irq, Unmap).Both(Aqic).After("m0.pins[0x12]=0").Lifecycle(IsAttached));
        yield return new("IRQ-02", "holds when pin and queue come together", null,
            new StepBuilder(Irq, Enable).Before(AttachedQueue).After(Aqic).Lifecycle(IsAttached));
        yield return new("IRQ-03", "is violated when only the isc stays", "Irq: 05.0006 has an isc saved and no page",
            new StepBuilder(Irq, Enable).Both(AttachedQueue + Link).After("05.0006.saved_isc=1").Lifecycle(IsAttached));
        yield return new("IRQ-03", "is violated when only the page stays", "Irq: 05.0006 has a page saved and no isc",
            new StepBuilder(Irq, Enable).Both(AttachedQueue + Link).After("05.0006.saved_pfn=1").Lifecycle(IsAttached));
        yield return new("IRQ-03", "holds when both are saved", null,
            new StepBuilder(Irq, Enable).Before(AttachedQueue).After(Aqic).Lifecycle(IsAttached));
        yield return new("IRQ-04", "is violated when NULL leaves a registration",
            "Irq: isc 3 of k0 is registered, no mdev is attached to k0",
            new StepBuilder(Irq, "set_kvm m0 null").Before(Aqic).After(Opened + Matrix + "k0.gisc[3]=1").Lifecycle(IsAttached, IsOpened));
        yield return new("IRQ-04", "is violated when a queue that NULL did not touch goes on",
            "Irq: 05.0006 raises interrupts, no mdev is attached to k0",
            new StepBuilder(Irq, "set_kvm m0 null").Before(Aqic).After(Opened + Matrix + AqicQueue + "m0.pins[0x12]=1")
                .Lifecycle(IsAttached, IsOpened));
        yield return new("IRQ-04", "holds when NULL resets the queue", null,
            new StepBuilder(Irq, "set_kvm m0 null").Before(Aqic).After(Opened + Matrix).Lifecycle(IsAttached, IsOpened));
        yield return new("IRQ-04", "holds while the reset goes on", null,
            new StepBuilder(Irq, "set_kvm m0 null").Before(Aqic).After(Opened + Matrix + AqicQueue + "05.0006.reset=2")
                .Lifecycle(IsAttached, IsOpened));
        yield return new("IRQ-05", "is violated when an unmap takes the pin of an enabled queue",
            "Pins: 05.0006 raises interrupts, page 0x12 is not pinned",
            new StepBuilder(Irq, Unmap).Both(Aqic).After("m0.pins[0x12]=0").Lifecycle(IsAttached));
        yield return new("IRQ-05", "is violated when the queue names no mdev and the guest has none",
            "Pins: 05.0006 raises interrupts, page 0x12 is not pinned",
            new StepBuilder(Irq, "set_kvm m0 null").Before(Aqic).After(Opened + AqicQueue + "05.0006.matrix_mdev=0 m0.pins[0x12]=0")
                .Lifecycle(IsAttached, IsOpened));
        yield return new("IRQ-05", "says when the interrupts are still being enabled",
            "Pins: 05.0006 has interrupts that are being enabled, page 0x12 is not pinned",
            new StepBuilder(Irq, Unmap).Both(Aqic).After("m0.pins[0x12]=0 05.0006.irq=1").Lifecycle(IsAttached));
        yield return new("IRQ-05", "holds when the page is pinned before interrupts are on", null,
            new StepBuilder(Irq, Enable).Before(AttachedQueue).After(Aqic).Lifecycle(IsAttached));
        yield return new("IRQ-05", "holds when interrupts are off before the pin goes", null,
            new StepBuilder(Irq, Unmap).Before(Aqic).After(AttachedQueue).Lifecycle(IsAttached));
        yield return new("IRQ-05", "holds while a reset goes on", null,
            new StepBuilder(Irq, "set_kvm m0 null").Before(Aqic).After(Opened + AqicQueue + "05.0006.reset=2").Lifecycle(IsAttached, IsOpened));
        yield return new("IRQ-06", "is violated when a guest enables a queue that it has not",
            "Queue: 06.0006 was changed by k0, no mdev attached to k0 has it",
            new StepBuilder(Irq, "aqic_enable k0 06.0006 isc=3 nib=0x12000").Both(AttachedQueue).After("06.0006.matrix_mdev=m0")
                .Lifecycle(IsAttached));
        yield return new("IRQ-06", "is violated when a guest without mdev switches a queue off",
            "Queue: 05.0006 was changed by k1, no mdev attached to k1 has it",
            new StepBuilder(Irq, "aqic_disable k1 05.0006").Both(Aqic).After("05.0006.irq=3").Lifecycle(IsAttached));
        yield return new("IRQ-06", "holds when the queue is its own", null,
            new StepBuilder(Irq, Enable).Before(AttachedQueue).After(Aqic).Lifecycle(IsAttached));
        yield return new("IRQ-06", "holds when time finishes the change of another queue", null,
            new StepBuilder(Irq, "aqic_disable k1 06.0006").Both(Aqic).Before("05.0006.irq=1").Lifecycle(IsAttached));
        const string stale = "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,cc";
        yield return new("IRQ-14", "is violated when an old condition code stays",
            $"Result: '{Enable}' ends with response code 00 and leaves condition code 3, which was there before",
            new StepBuilder(stale, Enable).Before(AttachedQueue).After(Aqic).Lifecycle(IsAttached)
                .Returns(StepResult.Of(ResponseCode.Normal) with { KeepsConditionCode = true }));
        yield return new("IRQ-14", "holds when it is set", null,
            new StepBuilder(stale, Enable).Before(AttachedQueue).After(Aqic).Lifecycle(IsAttached).Returns(StepResult.Of(ResponseCode.Normal)));
        yield return new("IRQ-07", "is violated when the interrupt stays on", "Irq: 05.0006 raises interrupts, its page is unmapped",
            new StepBuilder(Irq, Unmap).Both(Aqic).After("m0.pins[0x12]=0 05.0006.saved_isc=0 05.0006.saved_pfn=0").Lifecycle(IsAttached));
        yield return new("IRQ-07", "says when the interrupt is still being disabled",
            "Irq: 05.0006 has interrupts that are still being disabled, its page is unmapped",
            new StepBuilder(Irq, Unmap).Both(Aqic).After("m0.pins[0x12]=0 05.0006.irq=3").Lifecycle(IsAttached));
        yield return new("IRQ-07", "holds when another page is unmapped", null,
            new StepBuilder(Irq, "dma_unmap m0 iova=0x13000 pages=2").Both(Aqic).Lifecycle(IsAttached));
        yield return new("IRQ-07", "holds when the interrupt is off", null,
            new StepBuilder(Irq, Unmap).Before(Aqic).After(AttachedQueue).Lifecycle(IsAttached));
        yield return new("IRQ-08", "is violated when an mdev is freed that a queue names", "Queue: 05.0006 names m0, which is freed",
            new StepBuilder(Irq, "remove m0").Both(Created + Matrix + Link).After("m0.life=2 world.instances=0")
                .Lifecycle("m0=Created", ""));
        yield return new("IRQ-08", "holds when the queue was unlinked", null,
            new StepBuilder(Irq, "remove m0").Before(Created + Matrix + Link).Lifecycle("m0=Created", ""));
        yield return new("IRQ-09", "is violated when NULL leaves what the queue saved",
            "Irq: 05.0006 has interrupt state saved, its mdev has no guest",
            new StepBuilder(Irq, "set_kvm m0 null").Both(Aqic).After("m0.kvm=0").Lifecycle(IsAttached, IsOpened));
        yield return new("IRQ-09", "holds when NULL frees it", null,
            new StepBuilder(Irq, "set_kvm m0 null").Before(Aqic).After(Opened + Matrix + Link).Lifecycle(IsAttached, IsOpened));
        yield return new("IRQ-09", "holds while a call holds L for ever", null,
            new StepBuilder(Irq, "set_kvm m0 null").Both(Aqic).After("m0.kvm=0 world.matrix_lock=1").Lifecycle(IsAttached, IsOpened)
                .Ends(Outcome.Stuck));
    }
}
