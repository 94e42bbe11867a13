using ApSpec.Vocabulary;
using static ApSpec.Rules.Tests.Ledgers;

namespace ApSpec.Rules.Tests;

internal static class KvmHookCases
{
    public static IEnumerable<RuleCase> All()
    {
        yield return new("KVM-01", "is violated when NULL forgets the guest and keeps its reference",
            "References: k0 has 1 driver reference, no mdev is attached to it",
            new StepBuilder(Small, "set_kvm m0 null").Both(Attached).After("m0.kvm=0 m0.group.kvm=0").Lifecycle(IsAttached, IsOpened));
        yield return new("KVM-01", "is violated when a second SET_KVM takes a second reference",
            "References: k0 has 2 driver references, 1 mdev is attached to it",
            new StepBuilder(Small, "open m0").Both(Attached).After("k0.driver_refs=2 m0.opens=2").Lifecycle(IsAttached));
        yield return new("KVM-01", "names the first guest when a second overwrites it",
            "References: k1 has 1 driver reference, m0 forgot k0, to which it is attached, for k1: k0 keeps its reference",
            new StepBuilder(Small, "set_kvm m0 k1").Both(Attached).After("m0.kvm=k1 k1.driver_refs=1").Lifecycle(IsAttached));
        yield return new("KVM-01", "says nothing of a first guest whose reference was given back",
            "References: k1 has 1 driver reference, no mdev is attached to it",
            new StepBuilder(Small, "set_kvm m0 k1").Both(Attached).After("m0.kvm=k1 k0.driver_refs=0 k1.driver_refs=1").Lifecycle(IsAttached));
        yield return new("KVM-01", "holds when NULL gives the reference back", null,
            new StepBuilder(Small, "set_kvm m0 null").Before(Attached).After(Opened).Lifecycle(IsAttached, IsOpened));
        yield return new("KVM-01", "holds while a call on the guest never returned", null,
            new StepBuilder(Small, "release m0").Both(Attached + "m0.busy=1 k0.busy=1").Lifecycle(IsAttached, IsOpened)
                .Ends(Outcome.Stuck));
        yield return new("KVM-02", "is violated when an attached guest has no reference",
            "References: k0 has 0 driver references, 1 mdev is attached to it",
            new StepBuilder(Small, "set_kvm m0 k0").Before(Opened).After(Attached + "k0.driver_refs=0").Lifecycle(IsOpened, IsAttached));
        yield return new("KVM-02", "says when the driver dropped its pointer, too",
            "References: k0 has 0 driver references, 1 mdev is attached to it, and m0.kvm is NULL",
            new StepBuilder(Small, "open m0").Before(Attached).After(Opened + "m0.opens=2").Lifecycle(IsAttached));
        yield return new("KVM-02", "holds when an attach takes a reference", null,
            new StepBuilder(Small, "set_kvm m0 k0").Before(Opened).After(Attached).Lifecycle(IsOpened, IsAttached));
        yield return new("KVM-03", "is violated when a reference count goes below zero",
            "References: reference below zero of k0 in SetKvm",
            new StepBuilder(Small, "release m0").Both(Opened).Lifecycle(IsOpened).Faults(FaultKind.RefUnderflow, "k0"));
        yield return new("KVM-03", "does not mark a guest's references for those of an eventfd",
            "Eventfds: reference below zero of eventfd m0 req in SetKvm",
            new StepBuilder(Small, "release m0").Both(Opened).Lifecycle(IsOpened).Faults(FaultKind.RefUnderflow, "eventfd m0 req"));
        yield return new("KVM-03", "holds when another fault happens", null,
            new StepBuilder(Small, "release m0").Both(Opened).Lifecycle(IsOpened).Faults(FaultKind.Warning, "chain"));
        yield return new("KVM-03", "holds when a reference that is held is given back", null,
            new StepBuilder(Small, "set_kvm m0 null").Before(Attached).After(Opened).Lifecycle(IsAttached, IsOpened));
        yield return new("KVM-04", "is violated when a guest is destroyed that an mdev names",
            "State: m0.kvm names k0, which is destroyed",
            new StepBuilder(Everything, "close_vm k0").Both(Attached).After("k0.life=1 k0.driver_refs=0").Lifecycle(IsAttached));
        yield return new("KVM-04", "says when the driver dropped its pointer to a guest that user space has not taken back",
            "State: m0 is attached to k0, which is destroyed; m0.kvm is NULL",
            new StepBuilder(Everything, "close_vm k0").Both(Attached).After("k0.life=1 k0.driver_refs=0 m0.kvm=0").Lifecycle(IsAttached));
        yield return new("KVM-04", "holds when the mdev forgot the guest first", null,
            new StepBuilder(Everything, "close_vm k0").Both(Opened).After("k0.life=2").Lifecycle(IsOpened));
        yield return new("KVM-04", "holds when a descriptor is closed and the mdev's reference is left", null,
            new StepBuilder(Everything, "close_vm k0").Both(Attached).After("k0.vm_closed=1").Lifecycle(IsAttached));
        yield return new("HOOK-01", "is violated when NULL leaves the hook",
            "Hook: the hook of k0 is that of m0, no mdev is attached to k0",
            new StepBuilder(Small, "notify m0 null").Both(Attached).After("m0.kvm=0").Lifecycle(IsAttached, IsOpened));
        yield return new("HOOK-01", "names the first guest when a second overwrites it",
            "Hook: the hook of k1 is that of m0, m0 forgot k0, to which it is attached, for k1: k0 keeps its hook",
            new StepBuilder(Small, "set_kvm m0 k1").Both(Attached).After("m0.kvm=k1 k1.pqap_hook=m0").Lifecycle(IsAttached));
        yield return new("HOOK-01", "holds when NULL clears the hook", null,
            new StepBuilder(Small, "set_kvm m0 null").Before(Attached).After(Opened).Lifecycle(IsAttached, IsOpened));
        yield return new("HOOK-01", "holds for a guest that is destroyed", null,
            new StepBuilder(Small, "release m0").Both(Attached).After("m0.kvm=0 k0.life=1").Lifecycle(IsAttached, IsOpened));
        yield return new("HOOK-02", "is violated when an attached guest has no hook",
            "Hook: m0 is attached to k0, the hook is NULL",
            new StepBuilder(Small, "set_kvm m0 k0").Before(Opened).After(Attached + "k0.pqap_hook=0").Lifecycle(IsOpened, IsAttached));
        yield return new("HOOK-02", "is violated when a refused mdev takes the hook",
            "Hook: m0 is attached to k0, the hook is that of m1",
            new StepBuilder(Small, "set_kvm m1 k0").Both(Attached).After("k0.pqap_hook=m1")
                .Lifecycle(IsAttached + " m1=Opened", IsAttached + " m1=Refused"));
        yield return new("HOOK-02", "holds when the hook is the attached mdev's", null,
            new StepBuilder(Small, "set_kvm m0 k0").Before(Opened).After(Attached).Lifecycle(IsOpened, IsAttached));
        yield return new("HOOK-03", "is violated when an mdev is freed with a guest's hook in it",
            "Hook: the hook of k0 lies in m0, which is freed",
            new StepBuilder(Small, "remove m0").Both(Created + "k0.pqap_hook=m0").After("m0.life=2 world.instances=0")
                .Lifecycle("m0=Created", ""));
        yield return new("HOOK-03", "holds when the mdev is freed after the hook is cleared", null,
            new StepBuilder(Small, "remove m0").Before(Created).Lifecycle("m0=Created", ""));
    }
}
