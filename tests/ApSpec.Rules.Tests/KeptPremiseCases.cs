using ApSpec.Vocabulary;

namespace ApSpec.Rules.Tests;

/// <summary>What puts the rules over queues that a running guest keeps, and over refusals, to the test.</summary>
internal static class KeptPremiseCases
{
    private const string Irq = "mdevs=2 kvms=2 adapters=05,06 domains=0006 features=masks,irq,hw,reset,binding,messages pages=0x12,0x13";
    private const string Unplug = "unassign_adapter m0 06";
    private const string IsAttached = "m0=Attached:k0";

    private const string Guest = "m0.life=1 world.instances=1 m0.matrix.apm=05,06 m0.matrix.aqm=0006 m0.shadow.apm=05,06 m0.shadow.aqm=0006 "
        + "05.0006.matrix_mdev=m0 05.0006.table=m0 06.0006.matrix_mdev=m0 06.0006.table=m0 "
        + "m0.opens=1 m0.kvm=k0 k0.driver_refs=1 k0.pqap_hook=m0 k0.crycb.apm=05,06 k0.crycb.aqm=0006 ";

    private const string Raises = "05.0006.irq=2 05.0006.irq.page=1 05.0006.irq.isc=1 05.0006.irq.kvm=k0 05.0006.saved_isc=1 05.0006.saved_pfn=1 ";
    private const string Without06 = "m0.matrix.apm=05 m0.shadow.apm=05 k0.crycb.apm=05 06.0006.matrix_mdev=0 06.0006.table=0 ";

    public static IEnumerable<PremiseCase> All() => [.. Kept(), .. Interrupts(), .. Refused()];

    private static IEnumerable<PremiseCase> Kept()
    {
        yield return new("RESET-06", "when the guest keeps a queue", true, Open(Unplug).Both(Guest).After(Without06).Lifecycle(IsAttached));
        yield return new("RESET-06", "when the second queue alone is kept", true, Open("unassign_adapter m0 05").Both(Guest)
            .After("m0.matrix.apm=06 m0.shadow.apm=06 k0.crycb.apm=06 05.0006.matrix_mdev=0 05.0006.table=0").Lifecycle(IsAttached));
        yield return new("RESET-06", "when the call does not return", false,
            Open(Unplug).Both(Guest).After(Without06).Lifecycle(IsAttached).Ends(Outcome.Stuck));
        yield return new("RESET-06", "when user space resets the device", false,
            Open("reset m0").Both(Guest).After("05.0006.reset_code=4").Lifecycle(IsAttached));
        yield return new("RESET-06", "when the guest resets a queue", false,
            Open("zapq k0 05.0006").Both(Guest).After("m0.pins[0x12]=1").Lifecycle(IsAttached));
        yield return new("RESET-06", "when neither an mdev nor a guest changes", false,
            Open("checkstop 05").Both(Guest).After("05.0006.reset_code=4").Lifecycle(IsAttached));
        yield return new("RESET-06", "when no guest has a queue", false, Open(Unplug).Before("m0.life=1 m0.matrix.apm=05,06").After("m0.life=1 m0.matrix.apm=05"));
        yield return new("RESET-06", "when the guest goes", false,
            Open("release m0").Both(Guest).After("m0.opens=0").Lifecycle(IsAttached, "m0=Created"));
        yield return new("RESET-06", "when vfio_ap loses the queues", false,
            Open("unbind 05.0006").Both(Guest + "06.0006.driver=1").After("05.0006.driver=1 m0.shadow.apm=05").Lifecycle(IsAttached));
        yield return new("RESET-06", "when vfio_ap had not the queues", false,
            Open("bind 05.0006").Both(Guest + "06.0006.driver=1").Before("05.0006.driver=1 m0.shadow.apm=06").Lifecycle(IsAttached));
        yield return new("RESET-06", "when the mdev loses the queues and the guest does not", false,
            Open(Unplug).Both(Guest).After("m0.matrix.apm=0").Lifecycle(IsAttached));
        yield return new("RESET-06", "when the second guest keeps its queue", true, Open("unassign_adapter m1 05")
            .Both("m1.life=1 m1.opens=1 m1.matrix.apm=06 m1.matrix.aqm=0006 m1.kvm=k1 k1.crycb.apm=06 k1.crycb.aqm=0006").Before("m1.matrix.apm=05,06")
            .Lifecycle("m1=Attached:k1"));
    }

    private static IEnumerable<PremiseCase> Interrupts()
    {
        yield return new("IRQ-13", "when a queue with interrupts is kept", true,
            Open(Unplug).Both(Guest + Raises).After(Without06).Lifecycle(IsAttached));
        yield return new("IRQ-13", "when they are being enabled", true,
            Open(Unplug).Both(Guest + Raises + "05.0006.irq=1").After(Without06).Lifecycle(IsAttached));
        yield return new("IRQ-13", "when the second queue has them", true, Open("unassign_adapter m0 05")
            .Both(Guest + "06.0006.irq=2 06.0006.irq.page=1 06.0006.irq.isc=1 06.0006.irq.kvm=k0")
            .After("m0.matrix.apm=06 m0.shadow.apm=06 k0.crycb.apm=06").Lifecycle(IsAttached));
        yield return new("IRQ-13", "when the queue that is kept has none", false, Open(Unplug).Both(Guest).After(Without06).Lifecycle(IsAttached));
        yield return new("IRQ-13", "when the queue with interrupts is the one that goes", false, Open(Unplug)
            .Both(Guest).Before("06.0006.irq=2 06.0006.irq.page=1").After(Without06).Lifecycle(IsAttached));
        foreach (var operation in (string[])["deconfigure 05", "configure 05", "checkstop 05", "recover 05", "advance 20ms", "process 05.0006"])
        {
            yield return new("IRQ-13", $"by {operation}", false,
                Open(operation).Both(Guest + Raises).After("m0.pins[0x12]=1").Lifecycle(IsAttached));
        }
    }

    private static IEnumerable<PremiseCase> Refused()
    {
        foreach (var operation in (string[])["create m0", "open m0", "assign_adapter m0 05", "reset m0", "bind 05.0006"])
            yield return new("CALL-04", $"when {operation} is refused", true, Open(operation).Returns(StepResult.Of(Errno.EBUSY)));
        yield return new("CALL-04", "when the call succeeds", false, Open("create m0").Returns(StepResult.Ok));
        yield return new("CALL-04", "when a guest's instruction is refused", false,
            Open("aqic_disable k0 05.0006").Returns(StepResult.Of(Architecture.ResponseCode.NotAvailable)));
        yield return new("CALL-04", "when the call cannot be refused", false, Open("release m0").Returns(StepResult.Of(Errno.EBUSY)));
        yield return new("CALL-04", "when the mdev is being removed", false,
            new StepBuilder("mdevs=1 kvms=1 features=masks,eventfds", "open m0", Era.OpenDevice).Both("m0.life=1 m0.removing=1").Returns(StepResult.Of(Errno.ENODEV)));
        yield return new("CALL-04", "when a bind comes in the middle of a scan", false,
            new StepBuilder("mdevs=1 kvms=1 features=hw,binding,steps", "bind 05.0006", Era.OpenDevice).Both("world.scan.thread=1")
                .Returns(StepResult.Of(Errno.ENODEV)));
    }

    private static StepBuilder Open(string operation) => new(Irq, operation, Era.OpenDevice);
}
