using ApSpec.Vocabulary;
using static ApSpec.Rules.Tests.Ledgers;

namespace ApSpec.Rules.Tests;

internal static class MdevCases
{
    public static IEnumerable<RuleCase> All()
    {
        yield return new("MDEV-01", "is violated when two mdevs name one guest", "State: m0 and m1 both have kvm k0",
            new StepBuilder(Small, "set_kvm m1 k0").Both(Attached + "m1.life=1").After("m1.kvm=k0").Lifecycle(IsAttached + " m1=Opened"));
        yield return new("MDEV-01", "holds when two mdevs name two guests", null,
            new StepBuilder(Small, "set_kvm m1 k1").Both(Attached + "m1.life=1").After("m1.kvm=k1").Lifecycle(IsAttached + " m1=Opened"));
        yield return new("MDEV-01", "holds when the second mdev is refused", null,
            new StepBuilder(Small, "set_kvm m1 k0").Both(Attached + "m1.life=1").Lifecycle(IsAttached + " m1=Opened", IsAttached + " m1=Refused"));
        yield return new("MDEV-01", "holds when the other mdev is freed", null,
            new StepBuilder(Small, "set_kvm m1 k0").Both("m0.life=2 m0.kvm=k0 m1.life=1").After("m1.kvm=k0"));
        yield return new("MDEV-02", "is violated when the machine does not permit it",
            "State: 'open m0' ended with 0 in state Absent", new StepBuilder(Small, "open m0").NotPermitted());
        yield return new("MDEV-02", "holds when the machine permits it", null,
            new StepBuilder(Small, "open m0").Lifecycle("m0=Created", IsOpened));
        yield return new("MDEV-03", "is violated when a refused mdev names the guest",
            "State: m0 has kvm k0, it is attached to no guest",
            new StepBuilder(Small, "set_kvm m0 k0").Both(Opened).After("m0.kvm=k0").Lifecycle(IsOpened, "m0=Refused"));
        yield return new("MDEV-03", "is violated when a second guest overwrites the first",
            "State: m0 has kvm k1, it is attached to k0",
            new StepBuilder(Small, "set_kvm m0 k1").Both(Attached).After("m0.kvm=k1").Lifecycle(IsAttached));
        yield return new("MDEV-03", "holds when NULL forgets the guest", null,
            new StepBuilder(Small, "set_kvm m0 null").Both(Attached).After("m0.kvm=0").Lifecycle(IsAttached, IsOpened));
        yield return new("MDEV-04", "is violated when a release keeps its module reference",
            "References: the module has 1 reference, 0 descriptors open",
            new StepBuilder(Small, "release m0").Before(Opened).After(Created + "world.module_refs=1").Lifecycle(IsOpened, "m0=Created"));
        yield return new("MDEV-04", "holds when a release gives it back", null,
            new StepBuilder(Small, "release m0").Before(Opened).After(Created).Lifecycle(IsOpened, "m0=Created"));
        yield return new("MDEV-04", "holds while a call of a guest died with a reference", null,
            new StepBuilder(Small, "advance 20ms").Both(Attached + "world.module_refs=2 k0.busy=1").Lifecycle(IsAttached));
        yield return new("MDEV-05", "is violated when a refused removal goes on", "State: m0 is removed, its memory is not freed",
            new StepBuilder(Small, "remove m0").Both(Attached).After("m0.life=3").Lifecycle(IsAttached, ""));
        yield return new("MDEV-05", "holds when the mdev is freed", null,
            new StepBuilder(Small, "remove m0").Before(Created).Lifecycle("m0=Created", ""));
        yield return new("MDEV-06", "is violated when a failed create keeps its instance", "State: 1 instance taken, 0 mdevs alive",
            new StepBuilder(Small, "create m0 fail=alloc").After("world.instances=1").Returns(StepResult.Of(Errno.ENOMEM)));
        yield return new("MDEV-06", "holds when an mdev is created", null,
            new StepBuilder(Small, "create m0").After(Created).Lifecycle("", "m0=Created"));
        yield return new("MDEV-07", "is violated when an attached mdev forgets its guest",
            "State: m0 has kvm NULL, it is attached to k0",
            new StepBuilder(Small, "set_kvm m1 k0").Both(Attached).After("m0.kvm=0").Lifecycle(IsAttached));
        yield return new("MDEV-07", "holds when an attached mdev names its guest", null,
            new StepBuilder(Small, "set_kvm m0 k0").Before(Opened).After(Attached).Lifecycle(IsOpened, IsAttached));
        yield return new("MDEV-08", "is violated when a release leaves the group notifier",
            "State: the group notifier of m0 is registered, no descriptor is open",
            new StepBuilder(Small, "release m0").Before(Opened).After(Created + "m0.group_notifier=1").Lifecycle(IsOpened, "m0=Created"));
        yield return new("MDEV-08", "is violated when a release leaves the IOMMU notifier",
            "State: the IOMMU notifier of m0 is registered, no descriptor is open",
            new StepBuilder(Small, "release m0").Before(Opened).After(Created + "m0.iommu_notifier=1").Lifecycle(IsOpened, "m0=Created"));
        yield return new("MDEV-08", "holds when both are unregistered", null,
            new StepBuilder(Small, "release m0").Before(Opened).After(Created).Lifecycle(IsOpened, "m0=Created"));
        yield return new("MDEV-09", "is violated when one of two descriptors is closed and the notifier goes",
            "State: the group notifier of m0 is not registered, a descriptor is open",
            new StepBuilder(Small, "release m0").Before(Opened + "m0.opens=2").After(Opened + "m0.group_notifier=0").Lifecycle(IsOpened));
        yield return new("MDEV-09", "holds when an open registers it", null,
            new StepBuilder(Small, "open m0").Before(Created).After(Opened).Lifecycle("m0=Created", IsOpened));
    }
}
