using ApSpec.Vocabulary;
using static ApSpec.Rules.Tests.Ledgers;

namespace ApSpec.Rules.Tests;

internal static class MaskCases
{
    private const string MasksHw = "mdevs=2 kvms=2 adapters=05,06 domains=0006 features=masks,hw";
    private const string MasksBinding = "mdevs=2 kvms=2 adapters=05,06 domains=0006 features=masks,binding";
    private const string NoApxa = "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks format=0";
    private const string BothAttached = "m0=Attached:k0 m1=Attached:k1";

    public static IEnumerable<RuleCase> All()
    {
        yield return new("MASK-01", "is violated when NULL leaves the masks",
            "Masks: k0 still has apm 05, no mdev is attached to it",
            new StepBuilder(Masks, "set_kvm m0 null").Both(AttachedQueue).After("m0.kvm=0").Lifecycle(IsAttached, IsOpened));
        yield return new("MASK-01", "names the first guest when a second overwrites it",
            "Masks: k1 has apm 05, m0 forgot k0, to which it is attached, for k1: k0 keeps its masks",
            new StepBuilder(Masks, "set_kvm m0 k1").Both(AttachedQueue).After("m0.kvm=k1 k1.crycb.apm=05 k1.crycb.aqm=0006").Lifecycle(IsAttached));
        yield return new("MASK-01", "is violated when a control domain is left",
            "Masks: k0 still has adm 0006, no mdev is attached to it",
            new StepBuilder(Masks, "set_kvm m0 null").Before(Attached).After(Opened).Both("k0.crycb.adm=0006")
                .Lifecycle(IsAttached, IsOpened));
        yield return new("MASK-01", "holds when NULL clears the masks", null,
            new StepBuilder(Masks, "set_kvm m0 null").Before(AttachedQueue).After(Opened + Matrix).Lifecycle(IsAttached, IsOpened));
        yield return new("MASK-02", "is violated when an attached guest lacks an adapter of the matrix",
            "Masks: k0 lacks apm 05, m0 has it",
            new StepBuilder(Masks, "set_kvm m0 k0").Before(Opened + Matrix).After(AttachedQueue + "k0.crycb.apm=0")
                .Lifecycle(IsOpened, IsAttached));
        yield return new("MASK-02", "holds when the masks are the matrix", null,
            new StepBuilder(Masks, "set_kvm m0 k0").Before(Opened + Matrix).After(AttachedQueue).Lifecycle(IsOpened, IsAttached));
        yield return new("MASK-03", "is violated when an attached guest has an adapter beyond the matrix",
            "Masks: k0 has apm 06, m0 has not",
            new StepBuilder(Masks, "set_kvm m0 k0").Before(Opened + Matrix).After(AttachedQueue + "k0.crycb.apm=05,06")
                .Lifecycle(IsOpened, IsAttached));
        yield return new("MASK-03", "holds when the masks are the matrix", null,
            new StepBuilder(Masks, "set_kvm m0 k0").Before(Opened + Matrix).After(AttachedQueue).Lifecycle(IsOpened, IsAttached));
        yield return new("MASK-04", "is violated when the host loses an adapter that a guest keeps",
            "Masks: in the masks of k0, apm 05 is out of the host configuration",
            new StepBuilder(MasksHw, "host_config -05").Both(AttachedQueue).After("world.host.apm_gone=05").Lifecycle(IsAttached));
        yield return new("MASK-04", "holds when the host loses an adapter that no guest has", null,
            new StepBuilder(MasksHw, "host_config -06").Both(AttachedQueue).After("world.host.apm_gone=06").Lifecycle(IsAttached));
        yield return new("MASK-05", "is violated when two guests have one queue",
            "Masks: k0 and k1 both have 05.0006",
            new StepBuilder(Masks, "set_kvm m1 k1").Both(AttachedQueue).After("k1.crycb.apm=05 k1.crycb.aqm=0006")
                .Lifecycle(IsAttached, BothAttached));
        yield return new("MASK-05", "holds when two guests share only a domain", null,
            new StepBuilder(Masks, "set_kvm m1 k1").Both(AttachedQueue).After("k1.crycb.apm=06 k1.crycb.aqm=0006")
                .Lifecycle(IsAttached, BothAttached));
        yield return new("MASK-06", "is violated when a queue is assigned twice",
            "Masks: m0 and m1 both have 05.0006",
            new StepBuilder(Masks, "assign_domain m1 0006").Both(Created + Matrix + "m1.life=1 m1.matrix.apm=05")
                .After("m1.matrix.aqm=0006").Lifecycle("m0=Created m1=Created"));
        yield return new("MASK-06", "holds when only control domains are shared", null,
            new StepBuilder(Masks, "assign_control_domain m1 0006").Both(Created + Matrix + "m0.matrix.adm=0006 m1.life=1 m1.matrix.apm=05")
                .After("m1.matrix.adm=0006").Lifecycle("m0=Created m1=Created"));
        yield return new("MASK-07", "is violated when a guest's queue is unbound",
            "Queue: 05.0006 is in the masks of k0 and is bound to no driver",
            new StepBuilder(MasksBinding, "unbind 05.0006").Both(AttachedQueue).After("05.0006.driver=1").Lifecycle(IsAttached));
        yield return new("MASK-07", "is violated when a guest is attached with a queue of the host",
            "Queue: 05.0006 is in the masks of k0 and is bound to the host's driver",
            new StepBuilder(MasksBinding, "set_kvm m0 k0").Before(Opened + Matrix).After(AttachedQueue).Both("05.0006.driver=2")
                .Lifecycle(IsOpened, IsAttached));
        yield return new("MASK-07", "holds when another queue is unbound", null,
            new StepBuilder(MasksBinding, "unbind 06.0006").Both(AttachedQueue).After("06.0006.driver=1").Lifecycle(IsAttached));
        yield return new("MASK-08", "is violated when adapter 40 is assigned on a machine without APXA",
            "Masks: 'assign_adapter m0 40' succeeded, the id is above the machine's maximum",
            new StepBuilder(NoApxa, "assign_adapter m0 40").Both(Created).Lifecycle("m0=Created"));
        yield return new("MASK-08", "holds when it is refused", null,
            new StepBuilder(NoApxa, "assign_adapter m0 40").Both(Created).Lifecycle("m0=Created").Returns(StepResult.Of(Errno.ENODEV)));
        yield return new("MASK-09", "is violated when an assigned queue becomes the host's",
            "Masks: 05.0006 is assigned to m0 and is reserved for the host",
            new StepBuilder(MasksBinding, "apmask +05").Both(Created + Matrix).After("world.apmask=05").Lifecycle("m0=Created"));
        yield return new("MASK-09", "holds when the domain is free", null,
            new StepBuilder(MasksBinding, "apmask +05").Both(Created + Matrix + "world.aqmask_free=0006").After("world.apmask=05")
                .Lifecycle("m0=Created"));
        yield return new("MASK-10", "is violated when a matrix changes on NULL",
            "Masks: matrix.apm of m0 changed without an assignment",
            new StepBuilder(Masks, "set_kvm m0 null").Before(AttachedQueue).After(Opened + "m0.matrix.aqm=0006")
                .Lifecycle(IsAttached, IsOpened));
        yield return new("MASK-10", "holds when a guest is attached", null,
            new StepBuilder(Masks, "set_kvm m0 k0").Before(Opened + Matrix).After(AttachedQueue).Lifecycle(IsOpened, IsAttached));
        yield return new("MASK-10", "holds when an adapter is assigned", null,
            new StepBuilder(Masks, "assign_adapter m0 05").Both(Created).After("m0.matrix.apm=05").Lifecycle("m0=Created"));
        yield return new("MASK-10", "holds when an mdev is removed with its matrix", null,
            new StepBuilder(Masks, "remove m0").Before(Created + Matrix).Lifecycle("m0=Created", ""));
    }
}
