using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Rules.Tests;

/// <summary>Rules of the open_device era alone.</summary>
internal static class HotPlugCases
{
    private const string Two = "mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks,control,hw,binding";
    private const string Irq = "mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks,irq";
    private const string Data = "mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks,messages,hw";
    private const string Eventfds = "mdevs=1 kvms=1 adapters=05 domains=0006 features=eventfds";
    private const string Plain = "mdevs=1 kvms=1 adapters=05 domains=0006 features=none";

    private const string Live = "m0.life=1 world.instances=1 ";
    private const string Assigned = Live + "m0.matrix.apm=05 m0.matrix.aqm=0006 05.0006.matrix_mdev=m0 05.0006.table=m0 ";
    private const string Shadow = Assigned + "m0.shadow.apm=05 m0.shadow.aqm=0006 ";
    private const string Guest = Shadow + "m0.opens=1 m0.kvm=k0 k0.driver_refs=1 k0.pqap_hook=m0 k0.crycb.apm=05 k0.crycb.aqm=0006 ";
    private const string IsAttached = "m0=Attached:k0";

    public static IEnumerable<RuleCase> All() => [.. Shadows(), .. Links(), .. Interrupts(), .. OwnQueues(), .. Resets(), .. Memory(), .. Events()];

    private static IEnumerable<RuleCase> Shadows()
    {
        yield return new("MASK-11", "is violated when a guest keeps what left the shadow", "Masks: k0 has apm 05, the shadow of m0 has not",
            Open(Two, "host_config -05").Both(Guest).After("m0.shadow.apm=0 world.host.apm_gone=05").Lifecycle(IsAttached));
        yield return new("MASK-11", "is violated when a guest does not get a control domain", "Masks: k0 lacks adm 0006, the shadow of m0 has it",
            Open(Two, "assign_control_domain m0 0006").Both(Guest).After("m0.matrix.adm=0006 m0.shadow.adm=0006").Lifecycle(IsAttached));
        yield return new("MASK-11", "holds when both change together", null,
            Open(Two, "unassign_adapter m0 05").Both(Guest).After("m0.matrix.apm=0 m0.shadow.apm=0 k0.crycb.apm=0 05.0006.matrix_mdev=0 05.0006.table=0")
                .Lifecycle(IsAttached));
        yield return new("MASK-12", "is violated when the shadow keeps what was unassigned",
            "Masks: the shadow of m0 has apm 05, which is not assigned or not the host's",
            Open(Two, "unassign_adapter m0 05").Both(Shadow).After("m0.matrix.apm=0"));
        yield return new("MASK-12", "is violated when the shadow keeps what the host lost",
            "Masks: the shadow of m0 has apm 05, which is not assigned or not the host's",
            Open(Two, "host_config -05").Both(Shadow).After("world.host.apm_gone=05"));
        yield return new("MASK-12", "holds when the shadow is smaller than the matrix", null,
            Open(Two, "unbind 05.0006").Both(Shadow).After("m0.shadow.apm=0 05.0006.driver=1 05.0006.matrix_mdev=0 05.0006.table=0"));
        yield return new("MASK-12", "holds when the shadow has all of it", null, Open(Two, "assign_domain m0 0006").Before(Live).After(Shadow));
        yield return new("MASK-13", "is violated when a queue of the shadow is not bound", "Masks: 05.0006 is in the shadow of m0 and vfio_ap does not have it",
            Open(Two, "unbind 05.0006").Both(Shadow).After("05.0006.driver=1 05.0006.matrix_mdev=0 05.0006.table=0"));
        yield return new("MASK-13", "is violated when a queue of the shadow is not linked", "Masks: 05.0006 is in the shadow of m0 and names another mdev or none",
            Open(Two, "assign_domain m0 0006").Before(Live).After(Shadow + "05.0006.table=0"));
        yield return new("MASK-13", "holds when each is bound and linked", null, Open(Two, "assign_domain m0 0006").Before(Live).After(Shadow));
        yield return new("MASK-14", "is violated when a whole adapter is left out",
            "Masks: the shadow of m0 lacks adapter 05, all of whose assigned queues it has",
            Open(Two, "assign_domain m0 0006").Before(Live + "m0.matrix.apm=05").After(Assigned + "m0.shadow.aqm=0006"));
        yield return new("MASK-14", "holds when the adapter is there", null,
            Open(Two, "assign_domain m0 0006").Before(Live + "m0.matrix.apm=05").After(Shadow));
        yield return new("MASK-14", "holds when a queue's last reset failed", null,
            Open(Two, "assign_domain m0 0006").Before(Live + "m0.matrix.apm=05").After(Assigned + "m0.shadow.aqm=0006 05.0006.reset_code=5"));
        yield return new("MASK-14", "holds when a queue is not bound", null,
            Open(Two, "assign_domain m0 0006").Before(Live + "m0.matrix.apm=05").After(Live
                + "m0.matrix.apm=05 m0.matrix.aqm=0006 m0.shadow.aqm=0006 05.0006.driver=1"));
    }

    private static IEnumerable<RuleCase> Links()
    {
        yield return new("QUEUE-09", "is violated when an unassigned queue still names its mdev", "Queue: 05.0006 names m0, it is assigned to none",
            Open(Two, "unassign_adapter m0 05").Both(Assigned).After("m0.matrix.apm=0 05.0006.table=0"));
        yield return new("QUEUE-09", "is violated when an assigned queue is in no table", "Queue: 05.0006 names no mdev, it is assigned to m0",
            Open(Two, "assign_domain m0 0006").Before(Live + "m0.matrix.apm=05").After(Assigned + "05.0006.table=0"));
        yield return new("QUEUE-09", "holds when name and table go together", null,
            Open(Two, "unassign_adapter m0 05").Both(Assigned).After("m0.matrix.apm=0 05.0006.table=0 05.0006.matrix_mdev=0"));
        yield return new("QUEUE-09", "holds when an assigned queue is linked", null,
            Open(Two, "assign_domain m0 0006").Before(Live + "m0.matrix.apm=05").After(Assigned));
        yield return new("QUEUE-09", "holds for an assigned queue that another driver has", null,
            Open(Two, "unbind 05.0006").Both(Assigned).After("05.0006.driver=1 05.0006.matrix_mdev=0 05.0006.table=0"));
    }

    private static IEnumerable<RuleCase> Interrupts()
    {
        const string on = Guest + "05.0006.saved_isc=1 05.0006.saved_pfn=1 05.0006.irq=2 m0.pins[0x12]=1 k0.gisc[3]=1 ";
        yield return new("IRQ-10", "is violated when interrupts are off and the page is still saved",
            "Irq: interrupts of 05.0006 are turned off, its page or interruption subclass is still saved",
            Open(Irq, "aqic_disable k0 05.0006").Both(on).After("05.0006.irq=0").Lifecycle(IsAttached));
        yield return new("IRQ-10", "holds when both are given back", null,
            Open(Irq, "aqic_disable k0 05.0006").Before(on).After(Guest).Lifecycle(IsAttached));
        yield return new("IRQ-10", "holds when the request was refused", null,
            Open(Irq, "aqic_disable k0 05.0006").Both(on).Lifecycle(IsAttached).Returns(StepResult.Of(Errno.EINVAL)));
        const string secure = "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,locks,secure";
        const string enable = "aqic_enable k0 05.0006 isc=3 nib=0x12000";
        const string hidden = Guest + "k0.protected=1 k0.private[0x12]=1 ";
        yield return new("IRQ-11", "is violated when interrupts go to a page that is not shared",
            $"Irq: '{enable}' ended with rc 00, k0 does not share that page, and 05.0006 keeps it",
            Open(secure, enable).Both(hidden).After("05.0006.saved_pfn=1").Lifecycle(IsAttached).Returns(StepResult.Of(ResponseCode.Normal)));
        yield return new("IRQ-11", "is violated by another response code",
            $"Irq: '{enable}' ended with rc 05, k0 does not share that page",
            Open(secure, enable).Both(hidden).Lifecycle(IsAttached).Returns(StepResult.Of(ResponseCode.Busy)));
        yield return new("IRQ-11", "holds when it is refused", null,
            Open(secure, enable).Both(hidden).Lifecycle(IsAttached).Returns(StepResult.Of(ResponseCode.InvalidAddress)));
        yield return new("IRQ-11", "holds for a guest that is not in protected mode", null,
            Open(secure, enable).Both(Guest + "k0.private[0x12]=1").Lifecycle(IsAttached).Returns(StepResult.Of(ResponseCode.Normal)));
        yield return new("IRQ-11", "holds for a page that is shared", null,
            Open(secure, enable).Both(Guest + "k0.protected=1").Lifecycle(IsAttached).Returns(StepResult.Of(ResponseCode.Normal)));
    }

    private static IEnumerable<RuleCase> OwnQueues()
    {
        const string enable = "aqic_enable k0 05.0006 isc=3 nib=0x12000";
        yield return new("IRQ-12", "is violated when a guest is told that its queue is not there",
            $"Irq: 05.0006 is in the masks of k0 and '{enable}' ended with rc 01",
            Open(Irq, enable).Both(Guest).Lifecycle(IsAttached).Returns(StepResult.Of(ResponseCode.NotAvailable)));
        yield return new("IRQ-12", "holds for another refusal", null,
            Open(Irq, enable).Both(Guest).Lifecycle(IsAttached).Returns(StepResult.Of(ResponseCode.InvalidAddress)));
        yield return new("IRQ-12", "holds for a queue that the guest has not", null,
            Open(Irq, enable).Both(Guest + "k0.crycb.apm=0").Lifecycle(IsAttached).Returns(StepResult.Of(ResponseCode.NotAvailable)));
        yield return new("IRQ-12", "holds for a queue that another driver has", null,
            Open("mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,binding", enable).Both(Guest + "05.0006.driver=1").Lifecycle(IsAttached)
                .Returns(StepResult.Of(ResponseCode.NotAvailable)));
        yield return new("IRQ-12", "holds where a trace sets the answer", null,
            Open("mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,hw", enable).Both(Guest).Lifecycle(IsAttached)
                .Returns(StepResult.Of(ResponseCode.NotAvailable)));
    }

    private static IEnumerable<RuleCase> Resets()
    {
        const string left = "k0.crycb.apm=0 m0.shadow.apm=0 ";
        yield return new("RESET-03", "is violated when a queue leaves with data in it", "Queue: 05.0006 left k0 with data in it, no reset is under way",
            Open(Data, "unassign_adapter m0 05").Both(Guest + "05.0006.residue=2").After(left).Lifecycle(IsAttached));
        yield return new("RESET-03", "holds when a reset is under way", null,
            Open(Data, "unassign_adapter m0 05").Both(Guest + "05.0006.residue=2").After(left + "05.0006.reset=2").Lifecycle(IsAttached));
        yield return new("RESET-03", "holds when the queue is empty", null,
            Open(Data, "unassign_adapter m0 05").Both(Guest + "05.0006.residue=2").After(left + "05.0006.residue=0").Lifecycle(IsAttached));
        yield return new("RESET-03", "holds when the host lost the adapter", null,
            Open(Data, "host_config -05").Both(Guest + "05.0006.residue=2").After(left + "world.host.apm_gone=05").Lifecycle(IsAttached));
    }

    private static IEnumerable<RuleCase> Memory()
    {
        yield return new("MEM-04", "is violated when an mdev goes and its memory stays",
            "State: 1 allocation of the driver belongs to no mdev and no queue",
            Open(Plain, "remove m0").Before(Live).After("m0.life=0 world.instances=0 world.extra_allocs=1"));
        yield return new("MEM-04", "holds when nothing stays", null, Open(Plain, "remove m0").Before(Live).After("m0.life=0 world.instances=0"));
    }

    private static IEnumerable<RuleCase> Events()
    {
        const string open = Live + "m0.opens=1 m0.kvm=k0 k0.driver_refs=1 k0.pqap_hook=m0 ";
        yield return new("EVENT-01", "is violated when the last eventfd is kept beside the new one",
            "Eventfds: m0 holds 2 references on its request eventfd, 1 is right",
            Open(Eventfds, "set_irq m0 req on").Both(open + "m0.req_refs=1").After("m0.req_refs=2").Lifecycle(IsAttached));
        yield return new("EVENT-01", "is violated when an eventfd that is taken back is kept",
            "Eventfds: m0 holds 1 reference on its configuration eventfd, 0 are right",
            Open(Eventfds, "set_irq m0 cfg off").Both(open + "m0.cfg_refs=2").After("m0.cfg_refs=1").Lifecycle(IsAttached));
        yield return new("EVENT-01", "holds when the new one takes the last one's place", null,
            Open(Eventfds, "set_irq m0 req on").Both(open + "m0.req_refs=1").Lifecycle(IsAttached));
        yield return new("EVENT-02", "is violated when the close keeps an eventfd", "Eventfds: m0 holds 1 reference on its request eventfd, 0 are right",
            Open(Eventfds, "release m0").Both(open + "m0.req_refs=1").After("m0.opens=0 m0.kvm=0 k0.driver_refs=0 k0.pqap_hook=0")
                .Lifecycle(IsAttached, "m0=Created"));
        yield return new("EVENT-02", "holds when the close gives it back", null,
            Open(Eventfds, "release m0").Both(open + "m0.req_refs=1").After("m0.opens=0 m0.kvm=0 k0.driver_refs=0 k0.pqap_hook=0 m0.req_refs=0")
                .Lifecycle(IsAttached, "m0=Created"));
    }

    private static StepBuilder Open(string scope, string operation) => new(scope, operation, Era.OpenDevice);
}
