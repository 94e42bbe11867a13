using ApSpec.Architecture;
using ApSpec.Vocabulary;
using static ApSpec.Rules.Tests.Ledgers;

namespace ApSpec.Rules.Tests;

/// <summary>Rules over what happens inside a call: under which locks, and in which order.</summary>
internal static class MomentCases
{
    private const string Scan = "mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks,hw,locks";
    private const string Signals = "mdevs=1 kvms=1 adapters=05 domains=0006 features=eventfds,locks";
    private const string Hw = "mdevs=2 kvms=2 adapters=05,06 domains=0006 features=masks,hw";
    private const string Held = "mdevs=2 kvms=2 adapters=05,06 domains=0006 features=masks,irq,locks";
    private const string Shadow = "m0.shadow.apm=05 m0.shadow.aqm=0006 ";
    private const string HotAttached = Created + "m0.opens=1 m0.group.kvm=k0 m0.kvm=k0 k0.driver_refs=1 k0.pqap_hook=m0 ";
    private const string Detaches = "m0.kvm=0 k0.driver_refs=0 k0.pqap_hook=0 k0.crycb.apm=0 k0.crycb.aqm=0 ";
    private const string ClosedHot = "m0.kvm=0 k0.driver_refs=0 k0.pqap_hook=0 m0.opens=0";

    public static IEnumerable<RuleCase> All() => [.. Locks(), .. Resets(), .. Orders(), .. Answers(), .. ConfigurationSignals()];

    private static IEnumerable<RuleCase> Locks()
    {
        yield return new("HOOK-04", "is violated by a store without a lock", "Locks: the hook of k0 changes without L in SetKvm",
            Step(Held, "set_kvm m0 null").Moment(MomentKind.Hook, 0));
        yield return new("HOOK-04", "holds under L", null, Step(Held, "set_kvm m0 k0").Moment(MomentKind.Hook, 0, LockClass.Matrix));
        yield return new("HOOK-04", "holds under H", null, Open(Held, "open m0").Moment(MomentKind.Hook, 0, LockClass.Hook));
        yield return new("HOOK-04", "is violated by L alone where the hook has a lock", "Locks: the hook of k0 changes without H in SetKvm",
            Open(Held, "open m0").Moment(MomentKind.Hook, 0, LockClass.Matrix));
        yield return new("HOOK-05", "is violated by a call without H", "Locks: the hook of k0 is called without H in SetKvm",
            Open(Held, "aqic_disable k0 05.0006").Moment(MomentKind.HookCall, 0, LockClass.Vcpu));
        yield return new("HOOK-05", "holds under H", null,
            Open(Held, "aqic_disable k0 05.0006").Moment(MomentKind.HookCall, 0, LockClass.Vcpu, LockClass.Hook));
        yield return new("MASK-18", "is violated without K", "Locks: the masks of k0 are written without K in SetKvm",
            Step(Held, "set_kvm m0 k0").Moment(MomentKind.Masks, 0, LockClass.Matrix));
        yield return new("MASK-18", "is violated while vcpus run",
            "Locks: the masks of k0 are written in SetKvm, its vcpus may be in SIE",
            Step(Held, "set_kvm m0 k0").Moment(Under(MomentKind.Masks, LockClass.Kvm) with { RestartsNested = true }));
        yield return new("MASK-18", "is violated when nested guests go on",
            "Locks: the masks of k0 are written in SetKvm, nested guests keep the old ones",
            Step(Held, "set_kvm m0 k0").Moment(Under(MomentKind.Masks, LockClass.Kvm) with { AreVcpusOut = true }));
        yield return new("MASK-18", "holds under K", null, Step(Held, "set_kvm m0 k0").Moment(MomentKind.Masks, 0, LockClass.Kvm));
        yield return new("MDEV-10", "is violated by a notifier without L", "Locks: kvm of m0 changes without L in SetKvm",
            Step(Held, "set_kvm m0 null").Moment(MomentKind.Guest, 0));
        yield return new("MDEV-10", "is violated without K", "Locks: kvm of m0 changes without all of G, K and M in SetKvm",
            Open(Held, "open m0").Moment(Under(MomentKind.Guest, LockClass.Guests, LockClass.Mdevs) with { Named = 1 }));
        yield return new("MDEV-10", "holds under G, K and M", null,
            Open(Held, "open m0").Moment(MomentKind.Guest, 0, LockClass.Guests, LockClass.Kvm, LockClass.Mdevs));
        yield return new("LOCK-05", "is violated without G", "Locks: the list of mdevs is used without G in SetKvm",
            Open(Held, "create m0").Moment(MomentKind.List, 0, LockClass.Mdevs));
        yield return new("LOCK-05", "holds under L", null, Step(Held, "create m0").Moment(MomentKind.List, 0, LockClass.Matrix));
    }

    private static IEnumerable<RuleCase> Resets()
    {
        var reset = Under(MomentKind.Zapq, LockClass.Matrix) with { Named = 1 };
        yield return new("RESET-05", "is violated when the masks are cleared later",
            "Queue: 05.0006 is reset in SetKvm while it is in the masks of k0, which lose it later",
            Step(Masks, "set_kvm m0 null").Both(AttachedQueue).After(Detaches).Moment(reset with { InMasks = 1 }));
        yield return new("RESET-05", "holds when the masks were cleared", null,
            Step(Masks, "set_kvm m0 null").Both(AttachedQueue).After(Detaches).Moment(reset));
        yield return new("RESET-05", "holds when the guest keeps the queue", null,
            Step(Masks, "reset m0").Both(AttachedQueue).Moment(reset with { InMasks = 1 }));
        yield return new("MDEV-11", "is violated when the guest is forgotten first", "Queue: 05.0006 is reset in SetKvm after m0 forgot k0",
            Step(Masks, "set_kvm m0 null").Both(AttachedQueue).After(Detaches).Lifecycle(IsAttached, IsOpened).Moment(reset with { Named = 0 }));
        yield return new("MDEV-11", "holds when the guest is known", null,
            Step(Masks, "set_kvm m0 null").Both(AttachedQueue).After(Detaches).Lifecycle(IsAttached, IsOpened).Moment(reset));
        yield return new("MDEV-11", "holds when an earlier call forgot the guest", null,
            Step(Masks, "release m0").Both(AttachedQueue + "m0.kvm=k1").After(Detaches).Lifecycle(IsAttached, IsOpened).Moment(reset with { Named = 2 }));
        yield return new("MDEV-11", "holds when a removal that waited resets once more", null,
            Step(Masks, "release m0").Both(AttachedQueue).After(Detaches).Lifecycle(IsAttached, "m0=Created").Moment(reset)
                .Moment(reset with { Named = 0 }));
    }

    private static IEnumerable<RuleCase> Orders()
    {
        var hook = Under(MomentKind.Hook) with { IsClear = true };
        var forgets = Under(MomentKind.Guest) with { IsClear = true };
        yield return new("MDEV-12", "is violated when the reference goes first",
            "State: m0 forgets k0 in SetKvm after the reference on k0 was given back",
            Open(Held, "release m0").Both(HotAttached).After(ClosedHot).Lifecycle(IsAttached, "m0=Created")
                .Moment(hook).Moment(MomentKind.Put, 0).Moment(forgets));
        yield return new("MDEV-12", "is violated when the hook goes after the masks",
            "State: the hook of k0 is cleared in SetKvm after the masks of k0 were cleared",
            Open(Held, "release m0").Both(HotAttached).After(ClosedHot).Lifecycle(IsAttached, "m0=Created")
                .Moment(Under(MomentKind.Masks) with { IsClear = true }).Moment(hook));
        yield return new("MDEV-12", "holds when the reference goes last", null,
            Open(Held, "release m0").Both(HotAttached).After(ClosedHot).Lifecycle(IsAttached, "m0=Created")
                .Moment(hook).Moment(forgets).Moment(MomentKind.Put, 0));
        yield return new("MDEV-13", "is violated when a descriptor is open", "State: m0 is gone, 1 descriptor open",
            Step(Small, "remove m0").Before(Opened));
        yield return new("MDEV-13", "holds when none is open", null, Step(Small, "remove m0").Before(Created));
        yield return new("MDEV-14", "is violated when the shadow goes with the guest", "Masks: 'release m0' changed the shadow of m0",
            Open(Masks, "release m0").Both(HotAttached + Matrix).Before(Shadow).After(ClosedHot).Lifecycle(IsAttached, "m0=Created"));
        yield return new("MDEV-14", "is violated when a queue loses its mdev", "Queue: 'release m0' changed the mdev that 05.0006 names",
            Open(Masks, "release m0").Both(HotAttached + Matrix + Shadow).Before("05.0006.matrix_mdev=m0").After(ClosedHot)
                .Lifecycle(IsAttached, "m0=Created"));
        yield return new("MDEV-14", "holds when they stay", null,
            Open(Masks, "release m0").Both(HotAttached + Matrix + Shadow).After(ClosedHot).Lifecycle(IsAttached, "m0=Created"));
    }

    private static IEnumerable<RuleCase> Answers()
    {
        const string eventfds = "mdevs=1 kvms=1 adapters=05 domains=0006 features=eventfds";
        var asks = Under(MomentKind.Removal) with { HasEventfd = true };
        var reset = Under(MomentKind.Zapq);
        var stopped = new ApStatus(ResponseCode.Checkstopped);
        yield return new("QUEUE-11", "is violated when a checkstopped queue says it is empty",
            "Queue: the reset of 05.0006 ended with response code 04 and shows other bits",
            Step(Hw, "set_kvm m0 null").Moment(reset with { Status = new ApStatus(ResponseCode.Checkstopped, empty: true) }));
        yield return new("QUEUE-11", "holds when it says nothing", null, Step(Hw, "set_kvm m0 null").Moment(reset with { Status = stopped }));
        yield return new("QUEUE-12", "is violated when a reset is kept quiet", "Result: 05.0006 answers not 02, its reset is under way",
            Step(Messages, "tapq k0 05.0006").Both(AttachedQueue + "05.0006.reset=2").Returns(StepResult.Of(ResponseCode.Normal)));
        yield return new("QUEUE-12", "holds when it is told", null,
            Step(Messages, "tapq k0 05.0006").Both(AttachedQueue + "05.0006.reset=2").Returns(StepResult.Of(ResponseCode.ResetInProgress)));
        yield return new("MASK-19", "is violated by an old copy", "Masks: the driver's copy of the host configuration is not the bus's",
            Open(Hw, "host_config -05").Moment(MomentKind.Config, 0));
        yield return new("MASK-19", "holds when the copy is new", null,
            Open(Hw, "host_config -05").Moment(Under(MomentKind.Config) with { IsBusCopy = true }));
        yield return new("LOCK-06", "is violated without M", "Locks: what m0 keeps for the end of a bus scan is written without M in SetKvm",
            Open(Scan, "host_config +05").Moment(MomentKind.Waiting, 0, LockClass.Guests));
        yield return new("LOCK-06", "holds under M", null, Open(Scan, "host_config +05").Moment(MomentKind.Waiting, 0, LockClass.Mdevs));
        yield return new("EVENT-04", "is violated without M", "Locks: the request eventfd of m0 is signalled without M in SetKvm",
            Open(Signals, "request m0").Moment(MomentKind.Signal, 0));
        yield return new("EVENT-04", "holds under M", null, Open(Signals, "request m0").Moment(MomentKind.Signal, 0, LockClass.Mdevs));
        yield return new("EVENT-04", "is violated for the other eventfd, too", "Locks: the configuration eventfd of m0 is signalled without M in SetKvm",
            Open(Signals, "request m0").Moment(Under(MomentKind.Signal) with { Eventfd = EventfdIndex.Cfg }));
        yield return new("MASK-21", "is violated by two writes", "Masks: 'host_config -05' wrote the masks of k0 2 times",
            Open(Hw, "host_config -05").Moment(MomentKind.Masks, 0).Moment(MomentKind.Masks, 0));
        yield return new("MASK-21", "holds when each guest is written to once", null,
            Open(Hw, "host_config -05").Moment(MomentKind.Masks, 0).Moment(MomentKind.Masks, 1));
        yield return new("MASK-21", "holds for what is not a change of the host configuration", null,
            Open(Hw, "release m0").Moment(MomentKind.Masks, 0).Moment(MomentKind.Masks, 0));
        yield return new("EVENT-03", "is violated when nobody is told", "Result: 'request m0' signalled the request eventfd 0 times, 1 is right",
            Open(eventfds, "request m0").Both("m0.life=1 m0.opens=1 m0.req_refs=1").Moment(asks));
        yield return new("EVENT-03", "holds when user space is told", null,
            Open(eventfds, "request m0").Both("m0.life=1 m0.opens=1 m0.req_refs=1").Moment(asks).Moment(MomentKind.Signal, 0));
        yield return new("EVENT-03", "is violated in a later round", "Result: 'advance 10s' signalled the request eventfd 2 times, 1 is right",
            Open("mdevs=1 kvms=1 adapters=05 domains=0006 features=eventfds,waits", "advance 10s").Both("m0.life=1 m0.opens=1 m0.req_refs=1")
                .Moment(asks).Moment(MomentKind.Signal, 0).Moment(MomentKind.Signal, 0));
        yield return new("EVENT-03", "holds when no eventfd was set", null, Open(eventfds, "request m0").Both("m0.life=1 m0.opens=1").Moment(MomentKind.Removal, 0));
    }

    private static IEnumerable<RuleCase> ConfigurationSignals()
    {
        const string scope = "mdevs=2 kvms=2 adapters=05 domains=0006 features=masks,eventfds";
        const string both = "m0.life=1 m0.opens=1 m0.kvm=k0 m1.life=1 m1.opens=1 m1.kvm=k1";
        const string op = "assign_adapter m0 05";
        var write = Under(MomentKind.Masks) with { IsChange = true, HasEventfd = true };
        var again = write with { IsChange = false };
        var signal = Under(MomentKind.Signal) with { Eventfd = EventfdIndex.Cfg };
        var other = signal with { Subject = 1 };
        yield return new("EVENT-05", "is violated by a change that nobody is told of",
            "Masks: the masks of k0 change in SetKvm, the configuration eventfd of m0 is not signalled", Open(scope, op).Both(both).Moment(write));
        yield return new("EVENT-05", "is violated when the eventfd of another mdev is signalled",
            "Masks: the masks of k0 change in SetKvm, the configuration eventfd of m0 is not signalled",
            Open(scope, op).Both(both).Moment(write).Moment(other));
        yield return new("EVENT-05", "is violated by a request in its place",
            "Masks: the masks of k0 change in SetKvm, the configuration eventfd of m0 is not signalled",
            Open(scope, op).Both(both).Moment(write).Moment(MomentKind.Signal, 0));
        yield return new("EVENT-05", "is violated by a signal before the change",
            "Masks: the masks of k0 change in SetKvm, the configuration eventfd of m0 is not signalled",
            Open(scope, op).Both(both).Moment(signal).Moment(write));
        yield return new("EVENT-05", "holds when it is told", null, Open(scope, op).Both(both).Moment(write).Moment(signal));
        yield return new("EVENT-05", "holds without an eventfd", null, Open(scope, op).Both(both).Moment(write with { HasEventfd = false }));
        yield return new("EVENT-05", "holds for a write that changes nothing", null, Open(scope, op).Both(both).Moment(again));
        yield return new("EVENT-05", "holds when the device is closed", null, Open(scope, "release m0").Both(both).Moment(write));
        yield return new("EVENT-06", "is violated for another mdev",
            "Masks: the configuration eventfd of m1 is signalled in SetKvm, the masks of its guest were not written since",
            Open(scope, op).Both(both).Moment(write).Moment(signal).Moment(other));
        yield return new("EVENT-06", "is violated by a second signal",
            "Masks: the configuration eventfd of m0 is signalled in SetKvm, the masks of its guest were not written since",
            Open(scope, op).Both(both).Moment(write).Moment(signal).Moment(signal));
        yield return new("EVENT-06", "is violated when nothing changed",
            "Masks: the configuration eventfd of m0 is signalled in SetKvm, the masks of its guest are what they were",
            Open(scope, op).Both(both).Moment(again).Moment(signal));
        yield return new("EVENT-06", "holds for two changes, each told", null,
            Open(scope, op).Both(both).Moment(write).Moment(signal).Moment(write).Moment(signal));
        yield return new("EVENT-06", "holds for a guest each", null,
            Open(scope, op).Both(both).Moment(write).Moment(write with { Subject = 1 }).Moment(other).Moment(signal));
        yield return new("EVENT-06", "holds while a removal waits", null,
            Open(scope, "request m0").Both(both).After("m0.removing=1").Moment(again).Moment(signal));
        yield return new("EVENT-06", "holds at an open", null, Open(scope, "open m0").Both(both).Moment(again).Moment(signal));
        yield return new("EVENT-07", "is violated by any other call",
            "Result: the request eventfd of m0 is signalled in SetKvm, no removal of m0 asks", Open(scope, op).Both(both).Moment(MomentKind.Signal, 0));
        yield return new("EVENT-07", "is violated by the removal of another mdev",
            "Result: the request eventfd of m0 is signalled in SetKvm, no removal of m0 asks",
            Open(scope, "request m1").Both(both).Moment(MomentKind.Removal, 1).Moment(MomentKind.Signal, 0));
        yield return new("EVENT-07", "holds for its removal", null,
            Open(scope, "request m0").Both(both).Moment(MomentKind.Removal, 0).Moment(MomentKind.Signal, 0));
    }

    private static Moment Under(MomentKind kind, params LockClass[] held) =>
        new(kind, 0, held.Aggregate(0u, (bits, held) => bits | (1u << (int)held)), "SetKvm", 120);

    private static StepBuilder Step(string scope, string operation) => new(scope, operation);

    private static StepBuilder Open(string scope, string operation) => new(scope, operation, Era.OpenDevice);
}
