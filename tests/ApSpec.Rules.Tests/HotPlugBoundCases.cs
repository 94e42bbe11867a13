using ApSpec.Vocabulary;

namespace ApSpec.Rules.Tests;

/// <summary>Rules of the open_device era alone: what a shadow may lack and gain, what a bus scan leaves, what a reset and the bus may do.</summary>
internal static class HotPlugBoundCases
{
    private const string Two = "mdevs=1 kvms=1 adapters=05,06 domains=0006,0007 features=masks,control,hw,binding";
    private const string Removal = "mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks,binding,eventfds";
    private const string Data = "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,messages,irq,reset,hw";

    private const string Live = "m0.life=1 world.instances=1 ";
    private const string Link = "05.0006.matrix_mdev=m0 05.0006.table=m0 ";
    private const string Matrix = Live + "m0.matrix.apm=05 m0.matrix.aqm=0006 " + Link;
    private const string Shadow = Matrix + "m0.shadow.apm=05 m0.shadow.aqm=0006 ";
    private const string Guest = Shadow + "m0.opens=1 m0.kvm=k0 k0.driver_refs=1 k0.pqap_hook=m0 k0.crycb.apm=05 k0.crycb.aqm=0006 ";
    private const string IrqOn = "05.0006.irq=2 05.0006.irq.kvm=k0 ";
    private const string IsAttached = "m0=Attached:k0";

    public static IEnumerable<RuleCase> All() => [.. Lacks(), .. Gains(), .. Returns(), .. Waits(), .. Resets(), .. Reservations(), .. Overrides()];

    private static IEnumerable<RuleCase> Lacks()
    {
        const string both = "m0.matrix.aqm=0006,0007 ";
        yield return new("MASK-14", "is violated when an adapter that came back is left out",
            "Masks: the shadow of m0 lacks adapter 05, all of whose assigned queues it has",
            Open(Two, "host_config +05").Both(Matrix + "m0.shadow.aqm=0006").Before("world.host.apm_gone=05 05.0006.driver=1"));
        yield return new("MASK-14", "holds when an adapter that is not assigned came back", null,
            Open(Two, "host_config +06").Both(Matrix + "m0.shadow.aqm=0006").Before("world.host.apm_gone=06"));
        yield return new("MASK-15", "is violated when a missing queue takes its domain away",
            "Masks: the shadow of m0 lacks aqm 0007, which is assigned and the host's",
            Open(Two, "unbind 05.0007").Both(Shadow + both).Before("m0.shadow.aqm=0006,0007").After("05.0007.driver=1"));
        yield return new("MASK-15", "is violated when a control domain does not come back",
            "Masks: the shadow of m0 lacks adm 0006, which is assigned and the host's",
            Open(Two, "host_config +06").Both(Shadow + "m0.matrix.adm=0006").Before("world.host.adm_gone=0006"));
        yield return new("MASK-15", "holds when the adapter is taken away", null,
            Open(Two, "unbind 05.0007").Both(Shadow + both + "m0.shadow.aqm=0006,0007").After("m0.shadow.apm=0 05.0007.driver=1"));
        yield return new("MASK-15", "holds when the host lost the domain", null,
            Open(Two, "host_config -0007").Both(Shadow + both).Before("m0.shadow.aqm=0006,0007").After("world.host.aqm_gone=0007"));
    }

    private static IEnumerable<RuleCase> Gains()
    {
        yield return new("MASK-16", "is violated when a queue whose reset failed comes in",
            "Masks: 05.0006 came into the shadow of m0, its last reset ended with response code 05",
            Open(Two, "bind 06.0006").Before(Matrix).After(Shadow).Both("05.0006.reset_code=5"));
        yield return new("MASK-16", "is violated when a guest gets a queue whose reset failed at the last close",
            "Masks: 05.0006 came into the masks of k0, its last reset ended with response code 05",
            Open(Two, "open m0").Before(Shadow).After(Guest).Both("05.0006.reset_code=5").Lifecycle("m0=Created", IsAttached));
        yield return new("MASK-16", "holds when its adapter is checkstopped", null,
            Open(Two, "bind 06.0006").Before(Matrix).After(Shadow).Both("05.0006.reset_code=4"));
        yield return new("MASK-16", "holds when it was there before", null,
            Open(Two, "advance 20ms").Both(Shadow).After("05.0006.reset_code=5"));
    }

    private static IEnumerable<RuleCase> Returns()
    {
        const string removing = Shadow + "m0.removing=1 ";
        yield return new("MASK-20", "is violated when a bind gives the guest its queues back",
            "Masks: k0 has queues again, which the removal of m0 took from it",
            Open(Removal, "bind 06.0006").Both(removing).After("k0.crycb.apm=05 k0.crycb.aqm=0006").Lifecycle(IsAttached, IsAttached));
        yield return new("MASK-20", "holds when the guest stays without", null,
            Open(Removal, "bind 06.0006").Both(removing).After("06.0006.driver=2").Lifecycle(IsAttached, IsAttached));
        yield return new("MASK-20", "holds when nobody asked for a removal", null,
            Open(Removal, "bind 06.0006").Both(Shadow).After("k0.crycb.apm=05 k0.crycb.aqm=0006").Lifecycle(IsAttached, IsAttached));
        yield return new("MASK-20", "holds when the mdev is opened anew", null,
            Open(Removal, "open m0").Both(removing).After("k0.crycb.apm=05 k0.crycb.aqm=0006").Lifecycle("m0=Created", IsAttached));
    }

    private static IEnumerable<RuleCase> Waits()
    {
        const string back = "world.host.apm_gone=05";
        yield return new("MASK-17", "is violated when the scan is over and an adapter waits",
            "Masks: apm 05 of m0 waits for a bus scan that is over",
            Open(Two, "host_config +05").Both(Shadow).Before(back).After("m0.add.apm=05"));
        yield return new("MASK-17", "is violated when a domain waits", "Masks: aqm 0006 of m0 waits for a bus scan that is over",
            Open(Two, "host_config +0006").Both(Shadow).Before("world.host.aqm_gone=0006").After("m0.add.aqm=0006"));
        yield return new("MASK-17", "is violated when a control domain waits", "Masks: adm 0006 of m0 waits for a bus scan that is over",
            Open(Two, "host_config +05").Both(Shadow).Before(back).After("m0.add.adm=0006"));
        yield return new("MASK-17", "holds when nothing waits", null, Open(Two, "host_config +05").Both(Shadow).Before(back));
    }

    private static IEnumerable<RuleCase> Resets()
    {
        yield return new("RESET-03", "is violated when a queue leaves with its interrupts on",
            "Irq: 05.0006 raises interrupts, it left k0 and no reset is under way",
            Open(Data, "unassign_adapter m0 05").Both(Guest + IrqOn).Before("05.0006.residue=2")
                .After("k0.crycb.apm=0 m0.shadow.apm=0").Lifecycle(IsAttached));
        yield return new("RESET-04", "is violated when a queue keeps its data", "Queue: 'reset m0' succeeded, 05.0006 is not reset",
            Open(Data, "reset m0").Both(Guest + "05.0006.residue=2").Lifecycle(IsAttached));
        yield return new("RESET-04", "is violated when a queue keeps its interrupts", "Queue: 'reset m0' succeeded, 05.0006 is not reset",
            Open(Data, "reset m0").Both(Guest + IrqOn).Lifecycle(IsAttached));
        yield return new("RESET-04", "holds when the queue is empty", null,
            Open(Data, "reset m0").Both(Guest).Before("05.0006.residue=2").Lifecycle(IsAttached));
        yield return new("RESET-04", "holds when the reset is under way", null,
            Open(Data, "reset m0").Both(Guest + "05.0006.residue=2").After("05.0006.reset=2").Lifecycle(IsAttached));
        yield return new("RESET-04", "holds when the reset failed", null,
            Open(Data, "reset m0").Both(Guest + "05.0006.residue=2").Lifecycle(IsAttached).Returns(StepResult.Of(Errno.EIO)));
    }

    private static IEnumerable<RuleCase> Reservations()
    {
        var refused = StepResult.Of(Errno.EADDRINUSE);
        yield return new("QUEUE-10", "is violated when no mdev has the adapter",
            "Result: 'apmask +06' ended with -EADDRINUSE, no mdev has such a queue",
            Open(Two, "apmask +06").Both(Shadow).Returns(refused));
        yield return new("QUEUE-10", "holds when a domain that stays free is assigned", null,
            Open(Two, "apmask +05").Both(Shadow + "world.aqmask_free=0006").Returns(refused));
        yield return new("QUEUE-10", "is violated when no mdev has the domain",
            "Result: 'aqmask +0007' ended with -EADDRINUSE, no mdev has such a queue",
            Open(Two, "aqmask +0007").Both(Shadow + "world.apmask=05").Returns(refused));
        yield return new("QUEUE-10", "holds when an mdev has the adapter", null, Open(Two, "apmask +05").Both(Shadow).Returns(refused));
        yield return new("QUEUE-10", "holds when an mdev has the domain", null,
            Open(Two, "aqmask +0006").Both(Shadow + "world.apmask=05").Returns(refused));
        yield return new("QUEUE-10", "holds when memory is short", null,
            Open(Two, "apmask +06").Both(Shadow).Returns(StepResult.Of(Errno.ENOMEM)));
    }

    private static StepBuilder Open(string scope, string operation) => new(scope, operation, Era.OpenDevice);

    private static IEnumerable<RuleCase> Overrides()
    {
        const string scope = "mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks,binding,override";
        const string masks = "world.apmask=05,06 ";
        const string assign = "assign_domain m0 0006";
        const string adapter = Live + masks + "m0.matrix.apm=05 05.0006.driver_override=1 ";
        var refused = StepResult.Of(Errno.EADDRNOTAVAIL);
        yield return new("MASK-09", "is violated when a queue that the host's driver has by driver_override is assigned",
            "Masks: 05.0006 is assigned to m0 and is the host's",
            Open(scope, assign).Both(adapter + "05.0006.driver=2").After("m0.matrix.aqm=0006"));
        yield return new("MASK-09", "is violated when a queue without a driver is assigned", "Masks: 05.0006 is assigned to m0 and is the host's",
            Open(scope, assign).Both(adapter + "05.0006.driver=1").After("m0.matrix.aqm=0006"));
        yield return new("MASK-09", "holds when vfio_ap has it by driver_override", null,
            Open(scope, assign).Both(adapter).After("m0.matrix.aqm=0006"));
        yield return new("MASK-09", "holds when the administrator unbinds it", null,
            Open(scope, "unbind 05.0006").Both(adapter + "m0.matrix.aqm=0006").After("05.0006.driver=1"));
        yield return new("MASK-22", "is violated when a queue that vfio_ap has by driver_override is refused",
            "Result: 'assign_domain m0 0006' ended with -EADDRNOTAVAIL, no queue of it is the host's",
            Open(scope, assign).Both(adapter).Returns(refused));
        yield return new("MASK-22", "is violated when the masks free the queue",
            "Result: 'assign_domain m0 0006' ended with -EADDRNOTAVAIL, no queue of it is the host's",
            Open(scope, assign).Both(Live + "m0.matrix.apm=05 world.apmask=06").Returns(refused));
        yield return new("MASK-22", "holds when the host's driver has it", null,
            Open(scope, assign).Both(adapter + "05.0006.driver=2").Returns(refused));
        yield return new("MASK-22", "holds when another queue of the matrix is the host's", null,
            Open(scope, "assign_adapter m0 06").Both(adapter + "m0.matrix.aqm=0006").Returns(refused));
        yield return new("MASK-22", "holds for another error", null,
            Open(scope, assign).Both(adapter).Returns(StepResult.Of(Errno.EADDRINUSE)));
        yield return new("QUEUE-08", "is violated when vfio_ap gets a queue that its driver_override gives to the host",
            "Queue: 05.0006 is the host's by driver_override, vfio_ap has it",
            Open(scope, "bind 05.0006").Both(masks + "05.0006.driver_override=2").Before("05.0006.driver=1"));
        yield return new("QUEUE-08", "is violated when the host gets a queue that its driver_override gives to vfio_ap",
            "Queue: 05.0006 is vfio_ap's by driver_override, the host's driver has it",
            Open(scope, "bind 05.0006").Both(masks + "05.0006.driver_override=1").Before("05.0006.driver=1").After("05.0006.driver=2"));
        yield return new("QUEUE-08", "holds when a driver_override is written and the queue keeps its driver", null,
            Open(scope, "override 05.0006 host").Both(masks).Before("05.0006.driver_override=1").After("05.0006.driver_override=2"));
        yield return new("QUEUE-08", "is violated when a mask is written and a queue without driver_override keeps its driver",
            "Queue: 05.0006 is reserved for the host, vfio_ap has it",
            Open(scope, "apmask +05").Both("world.apmask=06 06.0006.driver=2").After("world.apmask=05,06"));
    }
}
