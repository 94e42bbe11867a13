using ApSpec.Vocabulary;
using static ApSpec.Rules.Tests.Ledgers;

namespace ApSpec.Rules.Tests;

internal static class LockCallMemCases
{
    private const string Locks = "mdevs=2 kvms=2 adapters=05 domains=0006 features=masks,irq,locks";
    private const string KtoV = "world.edge[Kvm->Vcpu]=1 ";
    private const string VtoL = "world.edge[Vcpu->Matrix]=1 ";
    private const string LtoK = "world.edge[Matrix->Kvm]=1 ";

    public static IEnumerable<RuleCase> All()
    {
        yield return new("LOCK-01", "is violated by a double unlock", "Locks: unlock of a free L in SetKvm",
            new StepBuilder(Small, "set_kvm m1 k0").Both(Attached).Faults(FaultKind.UnlockNotHeld, "L"));
        yield return new("LOCK-01", "holds when each lock is given back once", null,
            new StepBuilder(Small, "set_kvm m1 k0").Both(Attached));
        yield return new("LOCK-02", "is violated when a call takes L again", "Locks: deadlock on L in SetKvm",
            new StepBuilder(Small, "release m0").Both(Attached).After("world.matrix_lock=1 m0.busy=1 k0.busy=1")
                .Faults(FaultKind.Deadlock, "L").Ends(Outcome.Stuck));
        yield return new("LOCK-02", "holds when each lock is taken once", null,
            new StepBuilder(Small, "release m0").Both(Attached));
        yield return new("LOCK-02", "holds when L is held by a call that died earlier", null,
            new StepBuilder(Small, "release m0").Both(Attached + "world.matrix_lock=1").After("m0.busy=1 k0.busy=1")
                .Faults(FaultKind.Deadlock, "L").Ends(Outcome.Stuck));
        yield return new("LOCK-02", "holds when K of a guest is held by a call that died earlier", null,
            new StepBuilder(Small, "release m0").Both(Attached + "k0.kvm_lock=1")
                .Faults(FaultKind.Deadlock, "K(k0)").Ends(Outcome.Stuck));
        yield return new("LOCK-03", "is violated by the edge that closes L, K, V",
            "Locks: L -> K -> V -> L, closed by SetKvm",
            new StepBuilder(Locks, "set_kvm m0 null").Both(KtoV + VtoL).After(LtoK).Edge(LockClass.Matrix, LockClass.Kvm));
        yield return new("LOCK-03", "is violated by two edges of one step",
            "Locks: K -> L -> K, closed by SetKvm",
            new StepBuilder(Locks, "set_kvm m0 null").After(LtoK + "world.edge[Kvm->Matrix]=1")
                .Edge(LockClass.Matrix, LockClass.Kvm).Edge(LockClass.Kvm, LockClass.Matrix));
        yield return new("LOCK-03", "is violated when K of one guest is taken under K of another",
            "Locks: K -> K, closed by SetKvm",
            new StepBuilder(Locks, "set_kvm m0 null").After("world.edge[Kvm->Kvm]=1")
                .Edge(LockClass.Kvm, LockClass.Kvm, 0, 1));
        yield return new("LOCK-03", "holds when the order is K, V, L", null,
            new StepBuilder(Locks, "set_kvm m0 null").Both(KtoV + VtoL).After("world.edge[Kvm->Matrix]=1")
                .Edge(LockClass.Kvm, LockClass.Matrix));
        yield return new("LOCK-03", "holds at a later step that takes the same locks", null,
            new StepBuilder(Locks, "set_kvm m0 null").Both(KtoV + VtoL + LtoK).Edge(LockClass.Matrix, LockClass.Kvm));
        yield return new("LOCK-04", "is violated when a call returns with L", "Locks: L is still held after the call returned",
            new StepBuilder(Small, "open m0").Before(Created).After(Opened + "world.matrix_lock=1"));
        yield return new("LOCK-04", "is violated when a call returns with K", "Locks: K(k0) is still held after the call returned",
            new StepBuilder(Small, "set_kvm m0 k0").Before(Opened).After(Attached + "k0.kvm_lock=1"));
        foreach (var line in (string[])["request m0", "t1: remove m0", "advance 10s"])
        {
            yield return new("LOCK-04", $"is violated by '{line}' that waits with G", "Locks: G is held while the removal of m0 waits for its last close",
                Open(line).After("m0.removing=1 world.guests_lock=1"));
        }

        yield return new("LOCK-04", "is violated by a call that returns with G while a removal waits", "Locks: G is still held after the call returned",
            Open("reset m0").Both("m0.removing=1").After("world.guests_lock=1"));
        yield return new("LOCK-04", "holds when the removal waits without a lock", null, Open("request m0").After("m0.removing=1"));
        yield return new("LOCK-04", "holds when the call died", null,
            new StepBuilder(Small, "open m0").Before(Created).After(Opened + "world.matrix_lock=1 m0.busy=1").Ends(Outcome.Died));
        yield return new("MEM-01", "is violated by a use after free", "State: use after free of m0 in SetKvm",
            new StepBuilder(Irq, "aqic_disable k0 05.0006").Both("k0.pqap_hook=m0 m0.life=2").After("k0.busy=1")
                .Faults(FaultKind.UseAfterFree, "m0").Ends(Outcome.Died));
        yield return new("MEM-01", "holds when memory is only freed", null,
            new StepBuilder(Small, "remove m0").Before(Created).Lifecycle("m0=Created", ""));
        yield return new("MEM-02", "is violated by a NULL dereference", "State: NULL dereference of m0.kvm in SetKvm",
            new StepBuilder(Irq, "aqic_enable k0 05.0006 isc=3 nib=0x12000").Both(Opened).After("k0.busy=1")
                .Faults(FaultKind.NullDereference, "m0.kvm").Ends(Outcome.Died));
        yield return new("MEM-02", "holds when the pointer is tested first", null,
            new StepBuilder(Irq, "aqic_enable k0 05.0006 isc=3 nib=0x12000").Both(Opened));
        yield return new("MEM-02", "holds when a guest is given back", null,
            new StepBuilder(Small, "set_kvm m0 null").Before(Attached).After(Opened).Lifecycle(IsAttached, IsOpened));
        foreach (var (kind, words) in ((FaultKind, string)[])[
            (FaultKind.WildAccess, "wild access to"), (FaultKind.OutOfBounds, "access out of bounds of"),
            (FaultKind.DoubleFree, "double free of"), (FaultKind.ListCorruption, "list corruption:"), (FaultKind.Bug, "BUG:"),
        ])
        {
            yield return new("MEM-03", $"is violated by {kind}", $"State: {words} m0 in SetKvm",
                new StepBuilder(Small, "remove m0").Both(Opened).Faults(kind, "m0").Ends(Outcome.Died));
        }

        yield return new("MEM-03", "holds when memory is only freed", null,
            new StepBuilder(Small, "remove m0").Before(Created).Lifecycle("m0=Created", ""));
        yield return new("CALL-01", "is violated when a call never returns", "Result: 'release m0' never returns",
            new StepBuilder(Small, "release m0").Both(Attached).After("m0.busy=1 k0.busy=1").Ends(Outcome.Stuck));
        yield return new("CALL-01", "names the locks that are held over a wait for the hardware",
            "Result: 'release m0' never returns: SetKvm waits for another answer of the hardware, with G, M and K(k0) held",
            Open("release m0").After("world.guests_lock=1 world.mdevs_lock=1 k0.kvm_lock=1 m0.busy=1 k0.busy=1").Faults(FaultKind.Hang, Fault.AnotherAnswer).Ends(Outcome.Stuck));
        yield return new("CALL-01", "holds when a call fails", null,
            new StepBuilder(Small, "release m0").Both(Attached).Returns(StepResult.Of(Errno.EINVAL)));
        yield return new("CALL-03", "is violated by a warning", "Result: warning: double register detected in SetKvm",
            new StepBuilder(Small, "open m0").Both(Opened).Faults(FaultKind.Warning, "double register detected"));
        yield return new("CALL-03", "holds when nothing is printed", null, new StepBuilder(Small, "open m0").Both(Opened));
        foreach (var failed in FailedCalls())
            yield return failed;
    }

    private static IEnumerable<RuleCase> FailedCalls()
    {
        const string Failures = "mdevs=2 kvms=2 adapters=05,06 domains=0006 features=masks,irq,messages,reset,locks,failures";
        var fails = StepResult.Of(Errno.ENOMEM);
        RuleCase Open(string left, string evidence) => new("CALL-02", $"is violated when a failed open leaves {left}",
            evidence, new StepBuilder(Failures, "open m0 fail=iommu").Both(Created).After(left).Lifecycle("m0=Offered").Returns(fails));
        yield return Open("k0.driver_refs=1", "References: 'open m0 fail=iommu' ended with -ENOMEM and changed the references of k0");
        yield return Open("k0.pqap_hook=m0", "Hook: 'open m0 fail=iommu' ended with -ENOMEM and changed the hook of k0");
        yield return Open("k0.crycb.apm=05", "Masks: 'open m0 fail=iommu' ended with -ENOMEM and changed the masks of k0");
        yield return Open("m0.kvm=k0", "State: 'open m0 fail=iommu' ended with -ENOMEM and changed kvm of m0");
        yield return Open("m0.group_notifier=1", "State: 'open m0 fail=iommu' ended with -ENOMEM and changed the group notifier of m0");
        yield return Open("world.module_refs=1", "References: 'open m0 fail=iommu' ended with -ENOMEM and changed the module's references");
        yield return new("CALL-02", "is violated when a refused assignment keeps its bit",
            "Masks: 'assign_adapter m0 05' ended with -EADDRINUSE and changed the matrix of m0",
            new StepBuilder(Failures, "assign_adapter m0 05").Both(Created).After("m0.matrix.apm=05").Returns(StepResult.Of(Errno.EADDRINUSE)));
        yield return new("CALL-02", "is violated when a failed call saves an interruption subclass",
            "Queue: 'aqic_enable k0 05.0006 isc=3 nib=0x12000' ended with -EOPNOTSUPP and changed the saved interrupt state of 05.0006",
            new StepBuilder(Failures, "aqic_enable k0 05.0006 isc=3 nib=0x12000").Both(AttachedQueue).After("05.0006.saved_isc=1")
                .Returns(StepResult.Of(Errno.EOPNOTSUPP)));
        yield return new("CALL-02", "is violated when a failed call keeps a pin",
            "Pins: 'open m0 fail=iommu' ended with -ENOMEM and changed the pins of m0",
            new StepBuilder(Failures, "open m0 fail=iommu").Both(Created).After("m0.pins[0x12]=1").Returns(fails));
        yield return new("CALL-02", "holds when a failed open leaves nothing", null,
            new StepBuilder(Failures, "open m0 fail=iommu").Both(Created).Lifecycle("m0=Offered").Returns(fails));
        yield return new("CALL-02", "holds when only lock order and the group's guest changed", null,
            new StepBuilder(Failures, "open m0 fail=iommu").Both(Created).After(LtoK + "m0.group.kvm=k0").Returns(fails));
        yield return new("CALL-02", "holds when a queue's reset ended while the call slept", null,
            new StepBuilder(Failures, "assign_adapter m0 06").Both(Created).Before("05.0006.reset=2 05.0006.requests=1 05.0006.residue=2")
                .Returns(StepResult.Of(Errno.EBUSY)));
        yield return new("CALL-02", "holds when a reset fails half way", null,
            new StepBuilder(Failures, "reset m0").Before(Aqic).After(AttachedQueue).Lifecycle(IsAttached).Returns(StepResult.Of(Errno.EIO)));
        yield return new("CALL-02", "holds when an instruction ends with a response code", null,
            new StepBuilder(Failures, "aqic_disable k0 05.0006").Both(AttachedQueue).After("05.0006.matrix_mdev=m0")
                .Returns(StepResult.Of(ApSpec.Architecture.ResponseCode.Busy)));
    }

    private static StepBuilder Open(string operation) =>
        new("mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,reset,eventfds,waits,locks", operation, Era.OpenDevice);
}
