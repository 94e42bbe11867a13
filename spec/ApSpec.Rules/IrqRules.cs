using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>Interrupts of queues, with what they hold: pinned pages and registered interruption subclasses.</summary>
internal static class IrqRules
{
    private const string OtherQueue = "scope mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks,irq\n" + Witnesses.QueueOfK0;

    public static ImmutableArray<Rule> All { get; } =
    [
        new()
        {
            Id = "IRQ-01",
            Family = RuleFamily.Irq,
            Sentence = "An interruption subclass of an attached guest is registered once for each queue of the guest's mdev that uses it.",
            Sources = ["H-I8", "A-I39", "B19", "B21", "kvm-interrupt"],
            Needs = Features.Masks | Features.Irq,
            Reads = StepParts.Registrations | StepParts.QueueIrq | StepParts.Lifecycle,
            Predicate = IrqCounts.RegistrationsMatch,
            Premise = Enabled,
            Witness = Witnesses.Aqic,
            OpenDeviceWitness = OpenDeviceWitnesses.Aqic,
            WhyItMatters = "Too many: the subclass stays registered when its user is gone. Too few: the guest's interrupts are lost.",
        },
        new()
        {
            Id = "IRQ-02",
            Family = RuleFamily.Irq,
            Sentence = "A page is pinned once for each queue that has its notification byte there.",
            Sources = ["H-I9", "A-I39", "B20", "B21", "B22", "B23"],
            Needs = Features.Masks | Features.Irq,
            Reads = StepParts.Pins | StepParts.QueueIrq | StepParts.Life | StepParts.Memory,
            Predicate = IrqCounts.PinsMatch,
            Premise = Enabled,
            Witness = Witnesses.Aqic,
            OpenDeviceWitness = OpenDeviceWitnesses.Aqic,
            WhyItMatters = "Too many: memory that is never given back. Too few: the adapter writes into a page of another owner.",
        },
        new()
        {
            Id = "IRQ-03",
            Family = RuleFamily.Irq,
            Sentence = "A queue has an interruption subclass saved if and only if it has a page saved.",
            Sources = ["A-I40", "B1b", "B22"],
            Needs = Features.Masks | Features.Irq,
            Reads = StepParts.QueueIrq,
            Predicate = IrqQueues.SavedTogether,
            Premise = Enabled,
            Witness = Witnesses.Aqic,
            OpenDeviceWitness = OpenDeviceWitnesses.Aqic,
            WhyItMatters = "The half that is left can never be given back.",
        },
        new()
        {
            Id = "IRQ-04",
            Family = RuleFamily.Irq,
            Sentence = "A guest with no attached mdev has no interruption subclass registered, and no queue has interrupts for it enabled, or being enabled or disabled.",
            Sources = ["H-I8", "A-I41", "B1b", "f21916ec4826"],
            Needs = Features.Masks | Features.Irq,
            Reads = StepParts.Registrations | StepParts.QueueIrq | StepParts.QueueData | StepParts.Lifecycle,
            Predicate = IrqQueues.NothingRaised,
            Premise = Premises.DetachedWithIrq,
            Witness = Witnesses.AqicNull,
            OpenDeviceWitness = OpenDeviceWitnesses.AqicClose,
            WhyItMatters = "The guest's end makes the kernel warn, and an interrupt that still comes is of a queue that is not the guest's.",
        },
        new()
        {
            Id = "IRQ-05",
            Family = RuleFamily.Irq,
            Sentence = "While a queue has interrupts enabled, or being enabled or disabled, and no reset runs, the page of its notification byte is pinned.",
            Sources = ["A-I42", "B23", "2a54e347d990"],
            Needs = Features.Masks | Features.Irq,
            Reads = StepParts.Pins | StepParts.QueueIrq | StepParts.QueueData | StepParts.Lifecycle,
            Predicate = IrqQueues.PageIsPinned,
            Premise = Enabled,
            Witness = Witnesses.Aqic,
            OpenDeviceWitness = OpenDeviceWitnesses.Aqic,
            WhyItMatters = "The adapter writes a byte into memory that belongs to somebody else by now.",
        },
        new()
        {
            Id = "IRQ-06",
            Family = RuleFamily.Irq,
            Sentence = "A guest's PQAP(AQIC) changes only queues of the mdev attached to it.",
            Sources = ["A-I45", "R1b"],
            Needs = Features.Masks | Features.Irq,
            Reads = StepParts.Aqic,
            Predicate = IrqCalls.AqicStaysInside,
            Premise = IrqCalls.AqicGoesOutside,
            Witness = OtherQueue + "aqic_enable k0 06.0006 isc=3 nib=0x12000\n",
            OpenDeviceWitness = "scope mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks,irq\n" + OpenDeviceWitnesses.QueueOfK0
                + "aqic_enable k0 06.0006 isc=3 nib=0x12000\n",
            WhyItMatters = "A guest switches interrupts of another guest's queue.",
        },
        new()
        {
            Id = "IRQ-07",
            Family = RuleFamily.Irq,
            Sentence = "When pages have been unmapped, no queue of the mdev has its notification byte in them.",
            Sources = ["A-I46", "B23", "2a54e347d990"],
            Needs = Features.Masks | Features.Irq,
            Reads = StepParts.Unmap,
            Predicate = IrqCalls.UnmapDisables,
            Premise = IrqCalls.UnmapHitsNotification,
            Witness = Witnesses.Aqic + "advance 20ms\ndma_unmap m0 iova=0x12000 pages=1\n",
            OpenDeviceWitness = OpenDeviceWitnesses.Aqic + "advance 140ms\ndma_unmap m0 iova=0x12000 pages=1\n",
            WhyItMatters = "The adapter goes on writing into a page that user space took back.",
        },
        new()
        {
            Id = "IRQ-08",
            Family = RuleFamily.Irq,
            Sentence = "No queue names an mdev that is freed.",
            Sources = ["A-I23", "H-I7", "R1b"],
            Needs = Features.Masks | Features.Irq,
            Reads = StepParts.QueueIrq | StepParts.Life,
            Predicate = IrqQueues.LinkLives,
            Premise = IrqQueues.OwnerFreed,
            Witness = Witnesses.Aqic + "advance 20ms\naqic_disable k0 05.0006\nset_kvm m0 null\nrelease m0\nremove m0\n",
            OpenDeviceWitness = OpenDeviceWitnesses.AqicClose + "remove m0\n",
            WhyItMatters = "The next unbind of the queue reads freed memory; before v5.19 only if it has interrupt state to give back.",
        },
        new()
        {
            Id = "IRQ-09",
            Family = RuleFamily.Irq,
            Sentence = "A queue has interrupt state saved only while the mdev that it names is attached.",
            Sources = ["A-I41", "B1b", "H-I9"],
            Needs = Features.Masks | Features.Irq,
            Reads = StepParts.QueueIrq | StepParts.Lifecycle,
            Predicate = IrqQueues.NothingSaved,
            Premise = Premises.DetachedWithIrq,
            Witness = Witnesses.AqicNull,
            OpenDeviceWitness = OpenDeviceWitnesses.AqicClose,
            WhyItMatters = "Pin and registration have lost the guest that they belong to: neither can be given back in full.",
        },
        new()
        {
            Id = "IRQ-10",
            Family = RuleFamily.Irq,
            Sentence = "Once a guest has turned the interrupts of a queue off, the queue has no interrupt state saved.",
            Sources = ["A-I40", "A-I41"],
            Only = Era.OpenDevice,
            Needs = Features.Masks | Features.Irq,
            Reads = StepParts.Aqic,
            Predicate = IrqQueues.NothingSavedWhenOff,
            Premise = IrqQueues.TurnedOff,
            Witness = OpenDeviceWitnesses.Aqic + "advance 100ms\naqic_disable k0 05.0006\n",
            WhyItMatters = "A page of the guest stays pinned, and its interruption subclass registered, for nothing.",
        },
        new()
        {
            Id = "IRQ-11",
            Family = RuleFamily.Irq,
            Sentence = "A guest in protected mode that names a page which it does not share gets response code 06, and no queue keeps that page.",
            Sources = ["A-I47", "uv-shared"],
            Only = Era.OpenDevice,
            Needs = Features.Masks | Features.Irq | Features.Locks | Features.Secure,
            Reads = StepParts.Aqic,
            Predicate = IrqCalls.PageIsShared,
            Premise = IrqCalls.NamesAPrivatePage,
            Witness = "scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,locks,secure\n" + OpenDeviceWitnesses.QueueOfK0
                + "pv_enable k0\nunshare k0 page=0x12000\naqic_enable k0 05.0006 isc=3 nib=0x12000\n",
            WhyItMatters = "The page was taken from the guest to be pinned: what it had there is lost, and it never sees the notification byte.",
        },
        new()
        {
            Id = "IRQ-12",
            Family = RuleFamily.Irq,
            Sentence = "A PQAP(AQIC) for a queue that the guest has and vfio_ap drives is not answered 01, as if there were no such queue.",
            Sources = ["A-I45", "A-I48", "B12"],
            Only = Era.OpenDevice,
            Needs = Features.Masks | Features.Irq,
            Reads = StepParts.Aqic,
            Predicate = IrqCalls.OwnQueueIsThere,
            Premise = IrqCalls.IsOfOwnQueue,
            Witness = OpenDeviceWitnesses.Aqic,
            WhyItMatters = "The guest takes its own queue for gone, and uses it without interrupts or not at all.",
        },
        new()
        {
            Id = "IRQ-13",
            Family = RuleFamily.Irq,
            Sentence = "A queue that stays with a running guest keeps its interrupts, unless the guest, VFIO_DEVICE_RESET or an unmap of its page asks for less.",
            Sources = ["A-I41", "A-I42", "A-I45"],
            Only = Era.OpenDevice,
            Needs = Features.Masks | Features.Irq,
            Reads = StepParts.QueueIrq,
            Predicate = KeptQueues.KeepInterrupts,
            Premise = KeptQueues.SomeKeepInterrupts,
            Witness = "scope mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks,irq\n" + OpenDeviceWitnesses.QueueOfK0 + Witnesses.AqicOfK0
                + "assign_adapter m0 06\n",
            WhyItMatters = "The guest waits for an interrupt that never comes.",
        },
        new()
        {
            Id = "IRQ-14",
            Family = RuleFamily.Irq,
            Sentence = "A PQAP(AQIC) that KVM intercepts and that ends with response code 00 sets condition code 0.",
            Sources = ["A-I48", "aqic-cc"],
            Needs = Features.Irq | Features.Cc,
            Reads = StepParts.Aqic,
            Predicate = IrqCalls.SetsConditionCode,
            Premise = static (in Step step) => step.Operation.Kind is OperationKind.AqicEnable or OperationKind.AqicDisable && step.Result.IsSuccess,
            Witness = "scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,cc\n" + Witnesses.QueueOfK0 + Witnesses.AqicOfK0,
            OpenDeviceWitness = "scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,cc\n" + OpenDeviceWitnesses.QueueOfK0 + Witnesses.AqicOfK0,
            WhyItMatters = "The guest's driver branches on the condition code: it takes a success for the error that an earlier instruction had.",
        },
    ];

    /// <summary>All registrations of a guest.</summary>
    public static int Registrations(in Observation ledger, KvmId k)
    {
        var sum = 0;
        foreach (var gisc in ledger.Layout.Kvms[k.Value].Gisc)
            sum += (int)ledger[gisc];
        return sum;
    }

    private static bool Enabled(in Step step) =>
        step.Operation.Kind == OperationKind.AqicEnable && step.Result.IsSuccess;
}
