using ApSpec.Architecture;
using ApSpec.Vocabulary;
using static ApSpec.Rules.Tests.Ledgers;

namespace ApSpec.Rules.Tests;

/// <summary>What puts rules over interrupts to the test.</summary>
internal static class IrqPremiseCases
{
    private const string Enable = "aqic_enable k0 05.0006 isc=3 nib=0x12000";
    private const string Unmap = "dma_unmap m0 iova=0x12000 pages=1";
    private const string Secure = "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,locks,secure pages=0x12,0x13";
    private const string Hw = "mdevs=2 kvms=2 adapters=05,06 domains=0006 features=masks,irq,hw";
    private const string Binding = "mdevs=2 kvms=2 adapters=05,06 domains=0006 features=masks,irq,binding";
    private const string HotQueue =
        Created + "m0.opens=1 m0.kvm=k0 k0.driver_refs=1 k0.pqap_hook=m0 k0.crycb.apm=05 k0.crycb.aqm=0006 " + Matrix;

    private const string HotAqic = HotQueue + "k0.gisc[3]=1 m0.pins[0x12]=1 " + AqicQueue;
    private const string HidesPage = "k0.protected=1 k0.private[0x12]=1 ";

    public static IEnumerable<PremiseCase> All() =>
        [.. Enabling(), .. Detaching(), .. Outside(), .. Unmapping(), .. Freeing(), .. Disabling(), .. Protected(), .. Own()];

    private static IEnumerable<PremiseCase> Enabling()
    {
        const string rules = "IRQ-01 IRQ-02 IRQ-03 IRQ-05";
        yield return new(rules, "when interrupts are enabled", true, new StepBuilder(Irq, Enable).Before(AttachedQueue).After(Aqic));
        yield return new(rules, "when that is refused", false,
            new StepBuilder(Irq, Enable).Both(AttachedQueue).Returns(StepResult.Of(ResponseCode.InvalidAddress)));
        yield return new(rules, "when interrupts are disabled", false,
            new StepBuilder(Irq, "aqic_disable k0 05.0006").Before(Aqic).After(AttachedQueue));
    }

    private static IEnumerable<PremiseCase> Detaching()
    {
        const string rules = "IRQ-04 IRQ-09";
        yield return new(rules, "when a guest with a registration is given back", true,
            new StepBuilder(Irq, "set_kvm m0 null").Before(Aqic).After(Opened + Matrix).Lifecycle(IsAttached, IsOpened));
        yield return new(rules, "when the second of two guests has one", true,
            new StepBuilder(Irq, "set_kvm m0 null").Before("k1.gisc[3]=1").Lifecycle("m0=Attached:k0 m1=Attached:k1", "m0=Opened m1=Opened"));
        yield return new(rules, "when the guest has none", false,
            new StepBuilder(Irq, "set_kvm m0 null").Before(AttachedQueue).After(Opened + Matrix).Lifecycle(IsAttached, IsOpened));
        yield return new(rules, "when the guest is kept", false, new StepBuilder(Irq, Enable).Both(Aqic).Lifecycle(IsAttached));
    }

    private static IEnumerable<PremiseCase> Outside()
    {
        foreach (var call in (string[])["aqic_enable k0 06.0006 isc=3 nib=0x12000", "aqic_disable k0 06.0006", "aqic_disable k1 05.0006"])
            yield return new("IRQ-06", $"by '{call}' when 05.0006 of k0 is the only queue", true, new StepBuilder(Irq, call).Both(Aqic).Lifecycle(IsAttached));
        yield return new("IRQ-06", "when the queue is the guest's own", false, new StepBuilder(Irq, Enable).Both(Aqic).Lifecycle(IsAttached));
        yield return new("IRQ-06", "when the queue is not in play", false,
            new StepBuilder(Irq, "aqic_disable k0 07.0006").Both(Aqic).Lifecycle(IsAttached));
        yield return new("IRQ-06", "by another instruction", false, new StepBuilder(Irq, "tapq k0 06.0006").Both(Aqic).Lifecycle(IsAttached));
    }

    private static IEnumerable<PremiseCase> Unmapping()
    {
        foreach (var call in (string[])[Unmap, "unmap m0 iova=0x12000 pages=1", "dma_unmap m0 iova=0x11000 pages=2"])
            yield return new("IRQ-07", $"by '{call}' when a queue notifies there", true, new StepBuilder(Irq, call).Before(Aqic).Lifecycle(IsAttached));
        foreach (var call in (string[])["dma_unmap m0 iova=0x11000 pages=1", "dma_unmap m0 iova=0x13000 pages=1", "dma_unmap m1 iova=0x12000 pages=1", Enable])
            yield return new("IRQ-07", $"by '{call}' when a queue notifies elsewhere", false, new StepBuilder(Irq, call).Before(Aqic).Lifecycle(IsAttached));
        yield return new("IRQ-07", "when the queue names no mdev and has the mdev's guest", true,
            new StepBuilder(Irq, Unmap).Both(Aqic + "05.0006.matrix_mdev=0").Lifecycle(IsAttached));
        yield return new("IRQ-07", "when it names no mdev and has another guest", false,
            new StepBuilder(Irq, Unmap).Both(Aqic + "05.0006.matrix_mdev=0 05.0006.irq.kvm=k1").Lifecycle(IsAttached));
        yield return new("IRQ-07", "when its interrupts are off", false,
            new StepBuilder(Irq, Unmap).Both(Aqic + "05.0006.irq=0").Lifecycle(IsAttached));
        yield return new("IRQ-07", "when it has no page", false,
            new StepBuilder(Irq, Unmap).Both(Aqic + "05.0006.irq.page=0").Lifecycle(IsAttached));
        yield return new("IRQ-07", "when the unmap fails", false,
            new StepBuilder(Irq, Unmap).Before(Aqic).Lifecycle(IsAttached).Returns(StepResult.Of(Errno.EINVAL)));
    }

    private static IEnumerable<PremiseCase> Freeing()
    {
        yield return new("IRQ-08", "when an mdev with a queue is freed", true, new StepBuilder(Irq, "remove m0").Before(Created + Matrix));
        yield return new("IRQ-08", "when it had no queue", false, new StepBuilder(Irq, "remove m0").Before(Created));
        yield return new("IRQ-08", "when it stays", false, new StepBuilder(Irq, "release m0").Before(Opened + Matrix).After(Created + Matrix));
    }

    private static IEnumerable<PremiseCase> Disabling()
    {
        yield return new("IRQ-10", "when interrupts are turned off", true, Open(Irq, "aqic_disable k0 05.0006").Before(HotAqic).After(HotQueue));
        yield return new("IRQ-10", "when that is refused", false,
            Open(Irq, "aqic_disable k0 05.0006").Both(HotAqic).Returns(StepResult.Of(ResponseCode.NotAvailable)));
        yield return new("IRQ-10", "when they are turned on", false, Open(Irq, Enable).Before(HotQueue).After(HotAqic));
    }

    private static IEnumerable<PremiseCase> Protected()
    {
        yield return new("IRQ-11", "when a guest names a page that it does not share", true, Open(Secure, Enable).Both(HotQueue + HidesPage));
        yield return new("IRQ-11", "when it names another page", false,
            Open(Secure, "aqic_enable k0 05.0006 isc=3 nib=0x13000").Both(HotQueue + HidesPage));
        yield return new("IRQ-11", "when it names a page out of play", false,
            Open(Secure, "aqic_enable k0 05.0006 isc=3 nib=0x14000").Both(HotQueue + HidesPage));
        yield return new("IRQ-11", "when the guest is not in protected mode", false, Open(Secure, Enable).Both(HotQueue + "k0.private[0x12]=1"));
        yield return new("IRQ-11", "when the page is shared", false, Open(Secure, Enable).Both(HotQueue + "k0.protected=1"));
        yield return new("IRQ-11", "when interrupts are turned off", false, Open(Secure, "aqic_disable k0 05.0006").Both(HotQueue + HidesPage));
        yield return new("IRQ-11", "when the queue is not in play", false,
            Open(Secure, "aqic_enable k0 07.0006 isc=3 nib=0x12000").Both(HotQueue + HidesPage));
        yield return new("IRQ-11", "when the page is 0", false,
            Open("mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,locks,secure pages=0x0,0x12", "aqic_enable k0 05.0006 isc=3 nib=0x0")
                .Both(HotQueue + "k0.protected=1 k0.private[0x0]=1"));
    }

    private static IEnumerable<PremiseCase> Own()
    {
        foreach (var call in (string[])[Enable, "aqic_disable k0 05.0006"])
            yield return new("IRQ-12", $"by '{call}' of a queue that the guest has", true, Open(Irq, call).Both(HotQueue).Lifecycle(IsAttached));
        yield return new("IRQ-12", "when the guest has no mdev", false, Open(Irq, Enable).Both(HotQueue).Lifecycle(IsOpened));
        yield return new("IRQ-12", "when the queue is not in its masks", false,
            Open(Irq, Enable).Both(Created + Matrix).Lifecycle(IsAttached));
        yield return new("IRQ-12", "when the queue is not in play", false,
            Open(Irq, "aqic_disable k0 07.0006").Both(HotQueue).Lifecycle(IsAttached));
        yield return new("IRQ-12", "when the queue is bound to no driver", false,
            Open(Binding, Enable).Both(HotQueue + "05.0006.driver=1").Lifecycle(IsAttached));
        yield return new("IRQ-12", "when a trace can choose the answer", false, Open(Hw, Enable).Both(HotQueue).Lifecycle(IsAttached));
        yield return new("IRQ-12", "by another instruction", false, Open(Irq, "tapq k0 05.0006").Both(HotQueue).Lifecycle(IsAttached));
    }

    private static StepBuilder Open(string scope, string operation) => new(scope, operation, Era.OpenDevice);
}
