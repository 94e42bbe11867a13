using ApSpec.Vocabulary;
using static ApSpec.Rules.Tests.Ledgers;

namespace ApSpec.Rules.Tests;

/// <summary>Steps in which the first guest, mdev or queue is right and the second is wrong: a rule looks at all of them.</summary>
internal static class SecondEntityCases
{
    private const string SecondOpened = IsAttached + " m1=Opened";
    private const string BothAttached = "m0=Attached:k0 m1=Attached:k1";
    private const string MasksHw = "mdevs=2 kvms=2 adapters=05,06 domains=0006 features=masks,control,hw";
    private const string Fds = "mdevs=2 kvms=2 adapters=05 domains=0006 features=vmfds";

    /// <summary>m1 is open beside m0, which is attached.</summary>
    private const string OpenedToo = "m1.life=1 m1.opens=1 m1.group_notifier=1 world.instances=2 world.module_refs=2 ";

    private const string AttachedToo = OpenedToo + "m1.kvm=k1 k1.driver_refs=1 k1.pqap_hook=m1 ";

    public static IEnumerable<RuleCase> All() => [.. References(), .. Hooks(), .. GuestsMasks(), .. Data()];

    private static IEnumerable<RuleCase> References()
    {
        yield return new("KVM-01", "is violated at the second guest", "References: k1 has 1 driver reference, no mdev is attached to it",
            new StepBuilder(Small, "set_kvm m0 k0").Before(Opened).After(Attached + "k1.driver_refs=1").Lifecycle(IsOpened, IsAttached));
        yield return new("KVM-01", "holds when both guests have one reference and one mdev", null,
            new StepBuilder(Small, "set_kvm m1 k1").Both(Attached + OpenedToo).After(AttachedToo + "k0.pqap_hook=0").Lifecycle(SecondOpened, BothAttached));
        yield return new("KVM-02", "is violated at the second guest", "References: k1 has 0 driver references, 1 mdev is attached to it",
            new StepBuilder(Small, "set_kvm m1 k1").Both(Attached + OpenedToo).After(AttachedToo + "k1.driver_refs=0").Lifecycle(SecondOpened, BothAttached));
        yield return new("KVM-02", "holds for a surplus of references", null,
            new StepBuilder(Small, "set_kvm m0 k0").Before(Opened).After(Attached + "k0.driver_refs=2").Lifecycle(IsOpened, IsAttached));
        yield return new("KVM-04", "is violated at the second mdev", "State: m1.kvm names k1, which is destroyed",
            new StepBuilder(Fds, "close_vm k1").Both(Attached + AttachedToo).After("k1.life=1 k1.driver_refs=0").Lifecycle(BothAttached));
        yield return new("KVM-04", "is violated when an mdev names a guest that user space has taken back", "State: m0.kvm names k0, which is destroyed",
            new StepBuilder(Fds, "close_vm k0").Both(Attached).After("k0.life=1 k0.driver_refs=0").Lifecycle(IsOpened));
        yield return new("KVM-04", "holds when the mdev names another guest, which lives", null,
            new StepBuilder(Fds, "close_vm k0").Both(Attached + "m0.kvm=k1 k1.driver_refs=1").After("k0.life=1 k0.driver_refs=0").Lifecycle(IsAttached));
        yield return new("KVM-04", "holds when a call on the mdev never returned", null,
            new StepBuilder(Fds, "close_vm k0").Both(Attached + "m0.busy=1").After("k0.life=1 k0.driver_refs=0").Lifecycle(IsAttached));
        yield return new("KVM-04", "holds when the mdev is freed", null,
            new StepBuilder(Fds, "close_vm k0").Both(Attached + "m0.life=2").After("k0.life=1 k0.driver_refs=0").Lifecycle(""));
    }

    private static IEnumerable<RuleCase> Hooks()
    {
        yield return new("HOOK-01", "is violated at the second guest", "Hook: the hook of k1 is that of m0, no mdev is attached to k1",
            new StepBuilder(Small, "set_kvm m0 k0").Before(Opened).After(Attached + "k1.pqap_hook=m0").Lifecycle(IsOpened, IsAttached));
        yield return new("HOOK-01", "holds for a hook of an mdev that has the guest", null,
            new StepBuilder(Small, "set_kvm m1 k1").Both(Attached + OpenedToo).After(AttachedToo + "k0.driver_refs=2").Lifecycle(SecondOpened, BothAttached));
        yield return new("HOOK-02", "is violated at the second guest", "Hook: m1 is attached to k1, the hook is NULL",
            new StepBuilder(Small, "set_kvm m1 k1").Both(Attached + OpenedToo).After(AttachedToo + "k1.pqap_hook=0").Lifecycle(SecondOpened, BothAttached));
        yield return new("HOOK-02", "holds for a hook that is left, which is another rule's", null,
            new StepBuilder(Small, "set_kvm m0 null").Both(Attached).After("m0.kvm=0").Lifecycle(IsAttached, IsOpened));
        yield return new("HOOK-03", "is violated at the second guest", "Hook: the hook of k1 lies in m0, which is freed",
            new StepBuilder(Small, "remove m0").Both(Created + "k1.pqap_hook=m0").After("m0.life=2").Lifecycle("m0=Created", ""));
        yield return new("HOOK-03", "holds when the memory was never freed", null,
            new StepBuilder(Small, "remove m0").Both(Created + "k0.pqap_hook=m0").After("m0.life=3").Lifecycle("m0=Created", ""));
        yield return new("HOOK-03", "holds when the guest is destroyed, too", null,
            new StepBuilder(Small, "remove m0").Both(Created + "k0.pqap_hook=m0 k0.life=1").After("m0.life=2").Lifecycle("m0=Created", ""));
        yield return new("HOOK-03", "holds while a call on the guest never returned", null,
            new StepBuilder(Small, "remove m0").Both(Created + "k0.pqap_hook=m0 k0.busy=1").After("m0.life=2").Lifecycle("m0=Created", ""));
    }

    private static IEnumerable<RuleCase> GuestsMasks()
    {
        yield return new("MASK-01", "is violated at the second guest", "Masks: k1 still has apm 05, no mdev is attached to it",
            new StepBuilder(Masks, "set_kvm m0 k0").Before(Opened + Matrix).After(AttachedQueue + "k1.crycb.apm=05").Lifecycle(IsOpened, IsAttached));
        yield return new("MASK-01", "is violated when a domain is left", "Masks: k0 still has aqm 0006, no mdev is attached to it",
            new StepBuilder(Masks, "set_kvm m0 null").Before(Attached).After(Opened).Both("k0.crycb.aqm=0006").Lifecycle(IsAttached, IsOpened));
        yield return new("MASK-02", "is violated at the second guest", "Masks: k1 lacks aqm 0006, m1 has it",
            new StepBuilder(Masks, "set_kvm m1 k1").Both(AttachedQueue + OpenedToo + "m1.matrix.aqm=0006").After(AttachedToo).Lifecycle(SecondOpened, BothAttached));
        yield return new("MASK-02", "is violated by a control domain", "Masks: k0 lacks adm 0006, m0 has it",
            new StepBuilder(Masks, "set_kvm m0 k0").Before(Opened).After(Attached).Both("m0.matrix.adm=0006").Lifecycle(IsOpened, IsAttached));
        yield return new("MASK-03", "is violated at the second guest", "Masks: k1 has aqm 0006, m1 has not",
            new StepBuilder(Masks, "set_kvm m1 k1").Both(AttachedQueue + OpenedToo).After(AttachedToo + "k1.crycb.aqm=0006").Lifecycle(SecondOpened, BothAttached));
        yield return new("MASK-03", "is violated by a control domain", "Masks: k0 has adm 0006, m0 has not",
            new StepBuilder(Masks, "set_kvm m0 k0").Before(Opened).After(Attached + "k0.crycb.adm=0006").Lifecycle(IsOpened, IsAttached));
        yield return new("MASK-04", "is violated at the second guest", "Masks: in the masks of k1, apm 06 is out of the host configuration",
            new StepBuilder(MasksHw, "host_config -06").Both(AttachedQueue + "k1.crycb.apm=06").After("world.host.apm_gone=06").Lifecycle(IsAttached));
        yield return new("MASK-04", "is violated by a domain", "Masks: in the masks of k0, aqm 0006 is out of the host configuration",
            new StepBuilder(MasksHw, "host_config -0006").Both(AttachedQueue).After("world.host.aqm_gone=0006").Lifecycle(IsAttached));
        yield return new("MASK-04", "is violated by a control domain", "Masks: in the masks of k0, adm 0006 is out of the host configuration",
            new StepBuilder(MasksHw, "host_control -0006", Era.OpenDevice).Both("k0.crycb.adm=0006").After("world.host.adm_gone=0006"));
    }

    private static IEnumerable<RuleCase> Data()
    {
        const string left = "Queue: 06.0006 holds data of k0, no mdev attached to k0 has it";
        yield return new("RESET-01", "is violated at the second queue", left,
            new StepBuilder(Messages, "set_kvm m0 null").Before(AttachedQueue).After(Opened + Matrix).Both("06.0006.residue=2").Lifecycle(IsAttached, IsOpened));
        yield return new("RESET-01", "is violated when the attached mdev does not have the queue", left,
            new StepBuilder(Messages, "advance 20ms").Both(AttachedQueue).After("06.0006.residue=2").Lifecycle(IsAttached));
        foreach (var call in (string[])["unassign_adapter m0 06", "unassign_domain m0 0006"])
        {
            yield return new("RESET-01", $"is violated at the second queue by '{call}'", left,
                new StepBuilder(Messages, call).Both(AttachedQueue + "06.0006.residue=2").Before("m0.matrix.apm=05,06").Lifecycle(IsAttached));
        }

        yield return new("RESET-01", "is violated while a reset runs that clears nothing", "Queue: 05.0006 holds data of k0, no mdev attached to k0 has it",
            new StepBuilder(Messages, "set_kvm m0 null").Before(AttachedQueue).After(Opened + Matrix).Both("05.0006.residue=2 05.0006.reset=1")
                .Lifecycle(IsAttached, IsOpened));
        yield return new("RESET-01", "holds for data of the host", null,
            new StepBuilder(Messages, "set_kvm m0 null").Before(AttachedQueue).After(Opened + Matrix).Both("05.0006.residue=1").Lifecycle(IsAttached, IsOpened));
        yield return new("RESET-01", "holds while a call on the guest never returned", null,
            new StepBuilder(Messages, "set_kvm m0 null").Both(AttachedQueue + "05.0006.residue=2 k0.busy=1").Lifecycle(IsAttached, IsOpened));
        yield return new("RESET-01", "holds while a call holds L for ever", null,
            new StepBuilder(Messages, "set_kvm m0 null").Both(AttachedQueue + "05.0006.residue=2 world.matrix_lock=1").Lifecycle(IsAttached, IsOpened));
        yield return new("RESET-02", "is violated when data comes to a queue of the second guest", "Queue: 06.0006 holds data of the host and is in the masks of k1",
            new StepBuilder(Messages, "nqap host 06.0006 psmid=1").Both("k0.crycb.apm=05 k0.crycb.aqm=0006 k1.crycb.apm=06 k1.crycb.aqm=0006")
                .After("05.0006.requests=1 06.0006.residue=1"));
        yield return new("RESET-02", "is violated at the second queue of the second guest", "Queue: 06.0006 holds data of k0 and is in the masks of k1",
            new StepBuilder(Messages, "set_kvm m1 k1").Both("06.0006.residue=2").After("k0.driver_refs=1 k1.crycb.apm=05,06 k1.crycb.aqm=0006"));
        yield return new("RESET-02", "is violated when a guest that had the adapter gets the domain", "Queue: 05.0006 holds data of the host and is in the masks of k0",
            new StepBuilder(Messages, "assign_domain m0 0006").Both("05.0006.residue=1 k0.crycb.apm=05").After("k0.crycb.aqm=0006"));
        yield return new("RESET-02", "holds for a queue that is in no masks", null,
            new StepBuilder(Messages, "set_kvm m0 k0").Before(Opened + Matrix).After(AttachedQueue).Both("06.0006.residue=1").Lifecycle(IsOpened, IsAttached));
        yield return new("RESET-02", "holds while a reset clears it", null,
            new StepBuilder(Messages, "set_kvm m0 k0").Before(Opened + Matrix).After(AttachedQueue).Both("05.0006.residue=1 05.0006.reset=2").Lifecycle(IsOpened, IsAttached));
        yield return new("RESET-02", "holds while a call holds L for ever", null,
            new StepBuilder(Messages, "set_kvm m0 k0").Before(Opened + Matrix).After(AttachedQueue).Both("05.0006.residue=1 world.matrix_lock=1").Lifecycle(IsOpened, IsAttached));
        yield return new("RESET-02", "holds when the machine had nothing to reset", null,
            new StepBuilder(Messages, "open m0", Era.OpenDevice).Both(Created + Matrix + "05.0006.residue=1 05.0006.reset_code=3")
                .After("k0.crycb.apm=05 k0.crycb.aqm=0006"));
    }
}
