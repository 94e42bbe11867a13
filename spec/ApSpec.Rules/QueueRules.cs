using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>The queues themselves: their hardware state, and the driver they are bound to.</summary>
internal static class QueueRules
{
    private const string Messages = "scope mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks,messages\n" + Witnesses.QueueOfK0;
    private const string HostQueue =
        "scope mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks,messages,binding\n" + Witnesses.QueueOfK0 + "apmask +06\n";

    public static ImmutableArray<Rule> All { get; } =
    [
        new()
        {
            Id = "QUEUE-01",
            Family = RuleFamily.Queue,
            Sentence = "When a reset ends, the queue is empty and raises no interrupts.",
            Sources = ["A-I34", "KUT-2023", "ZAPQ-2022"],
            Needs = Features.Messages,
            Reads = StepParts.QueueData,
            Predicate = QueueHardware.ResetEmpties,
            Premise = QueueHardware.ResetEnded,
            Witness = Witnesses.Message + "zapq k0 05.0006\nadvance 140ms\n",
            OpenDeviceWitness = OpenDeviceWitnesses.Message + "zapq k0 05.0006\nadvance 140ms\n",
            WhyItMatters = "Software that waited for the reset gives the queue away with messages in it.",
        },
        new()
        {
            Id = "QUEUE-02",
            Family = RuleFamily.Queue,
            Sentence = "A queue holds no more messages than its depth.",
            Sources = ["A-I35"],
            Needs = Features.Messages,
            Reads = StepParts.QueueData,
            Predicate = QueueHardware.IsWithinDepth,
            Premise = QueueHardware.MessageAccepted,
            Witness = Witnesses.Message,
            OpenDeviceWitness = OpenDeviceWitnesses.Message,
            WhyItMatters = "A request or a reply would be lost.",
        },
        new()
        {
            Id = "QUEUE-03",
            Family = RuleFamily.Queue,
            Sentence = "A queue that vfio_ap does not have raises no interrupts for a guest.",
            Sources = ["A-I41", "A-I26", "R1b"],
            Needs = Features.Irq | Features.Binding,
            Reads = StepParts.QueueIrq | StepParts.QueueData | StepParts.Binding | StepParts.QueueLinks,
            Predicate = QueueHardware.NoGuestInterruptsElsewhere,
            Premise = static (in Step step) => step.Operation.Kind == OperationKind.Unbind && step.Result.IsSuccess,
            Witness = "scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,binding\n" + Witnesses.QueueOfK0
                + Witnesses.AqicOfK0 + "unbind 05.0006\n",
            OpenDeviceWitness = "scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,binding\n" + OpenDeviceWitnesses.QueueOfK0
                + Witnesses.AqicOfK0 + "unbind 05.0006\n",
            WhyItMatters = "The host's messages make the adapter write into the guest's memory.",
        },
        new()
        {
            Id = "QUEUE-04",
            Family = RuleFamily.Queue,
            Sentence = "A queue of a deconfigured adapter is reset: empty, no data, no interrupts.",
            Sources = ["ZAPQ-2022", "A-I26"],
            Needs = Features.Messages | Features.Hw,
            Reads = StepParts.QueueData | StepParts.QueueIrq | StepParts.Host,
            Predicate = QueueHardware.DeconfiguredIsReset,
            Premise = static (in Step step) => step.Operation.Kind == OperationKind.Deconfigure && step.Result.IsSuccess
                && !step.Touched.Queues.IsEmpty,
            Witness = "scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,messages,hw\n" + Witnesses.QueueOfK0
                + Witnesses.MessageOfK0 + "deconfigure 05\n",
            OpenDeviceWitness = "scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,messages,hw\n" + OpenDeviceWitnesses.QueueOfK0
                + Witnesses.MessageOfK0 + "deconfigure 05\n",
            WhyItMatters = "The driver skips the reset of such a queue; what is left in it reaches the next user.",
        },
        new()
        {
            Id = "QUEUE-05",
            Family = RuleFamily.Queue,
            Sentence = "Messages enter a queue by an accepted NQAP only.",
            Sources = ["A-I36"],
            Needs = Features.Messages,
            Reads = StepParts.QueueData,
            Predicate = QueueHardware.MessagesAreSent,
            Premise = QueueHardware.MessageAccepted,
            Witness = Witnesses.Message,
            OpenDeviceWitness = OpenDeviceWitnesses.Message,
            WhyItMatters = "A user would get a reply to a request that it never sent.",
        },
        new()
        {
            Id = "QUEUE-06",
            Family = RuleFamily.Queue,
            Sentence = "A guest's instruction for a queue outside its masks is not accepted.",
            Sources = ["A-I11", "vfio-ap.rst"],
            Needs = Features.Masks | Features.Messages,
            Reads = StepParts.Instruction,
            Predicate = QueueHardware.MasksAreObeyed,
            Premise = QueueHardware.GoesOutsideMasks,
            Witness = Messages + "nqap k0 06.0006 psmid=1\n",
            OpenDeviceWitness = "scope mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks,messages\n" + OpenDeviceWitnesses.QueueOfK0
                + "nqap k0 06.0006 psmid=1\n",
            WhyItMatters = "The masks are the only wall between a guest and the queues of others.",
        },
        new()
        {
            Id = "QUEUE-07",
            Family = RuleFamily.Queue,
            Sentence = "While a queue is in the masks of a guest, the host sends it no message and takes none.",
            Sources = ["A-I28"],
            Needs = Features.Masks | Features.Messages | Features.Binding,
            Reads = StepParts.Instruction,
            Predicate = QueueHardware.HostStaysOut,
            Premise = static (in Step step) => QueueHardware.IsHostMessage(step) && Sharing.SomeGuestHasMasks(step),
            Witness = HostQueue + "nqap host 06.0006 psmid=1\n",
            OpenDeviceWitness = "scope mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks,messages,binding\n" + OpenDeviceWitnesses.QueueOfK0
                + "apmask +06\nnqap host 06.0006 psmid=1\n",
            WhyItMatters = "Host and guest take each other's replies.",
        },
        new()
        {
            Id = "QUEUE-08",
            Family = RuleFamily.Queue,
            Sentence = "The host's drivers get only queues that apmask and aqmask reserve for them, vfio_ap only the others; a driver_override comes first.",
            Sources = ["A-I50", "ap_bus.c", "override"],
            Needs = Features.Binding,
            Reads = StepParts.Binding,
            Predicate = QueueHardware.BindingFollowsMasks,
            Premise = static (in Step step) => step.Operation.Kind is OperationKind.ApmaskAdd or OperationKind.ApmaskDel
                or OperationKind.AqmaskAdd or OperationKind.AqmaskDel or OperationKind.Bind,
            Witness = "scope mdevs=1 kvms=1 adapters=05 domains=0006 features=binding\napmask +05\n",
            WhyItMatters = "The administrator freed the queue for guests, and the host goes on using it, or the other way round.",
        },
        new()
        {
            Id = "QUEUE-09",
            Family = RuleFamily.Queue,
            Sentence = "A queue of vfio_ap names, and is in the table of, the mdev it is assigned to; any other queue is in none.",
            Sources = ["A-I23", "A-I24", "H-I7"],
            Only = Era.OpenDevice,
            Needs = Features.Masks,
            Reads = StepParts.QueueLinks | StepParts.Matrix | StepParts.Binding | StepParts.Life,
            Predicate = QueueLinks.FollowTheMatrix,
            Premise = QueueLinks.SomeQueueIsAssigned,
            Witness = OpenDeviceWitnesses.AttachQueue,
            WhyItMatters = "A queue that names an mdev it no longer belongs to names freed memory once that mdev is removed.",
        },
        new()
        {
            Id = "QUEUE-10",
            Family = RuleFamily.Queue,
            Sentence = "To reserve an adapter or a domain for the host is refused only when an mdev has a queue of it.",
            Sources = ["A-I49", "ap_bus.c"],
            Only = Era.OpenDevice,
            Needs = Features.Masks | Features.Binding,
            Reads = StepParts.Failure,
            Predicate = QueueLinks.AreReservedUnlessInUse,
            Premise = static (in Step step) => QueueLinks.IsReservation(step) && !step.Result.IsSuccess,
            Witness = "scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,binding\n" + OpenDeviceWitnesses.QueueOfK0 + "apmask +05\n",
            WhyItMatters = "The administrator cannot take adapters back for the host that no guest has.",
        },
        new()
        {
            Id = "QUEUE-11",
            Family = RuleFamily.Queue,
            Sentence = "A reset that is answered with another code than 00, 02 or 03 shows no other status bit.",
            Sources = ["A-I38", "ZAPQ-2022"],
            Needs = Features.Masks | Features.Hw,
            Reads = StepParts.Moments,
            Predicate = CallOrder.FailedResetsShowNothing,
            Premise = CallOrder.SomeResetFailed,
            Witness = "scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,hw\n" + Witnesses.QueueOfK0
                + "hw 05.0006 zapq=04 for 20ms\nset_kvm m0 null\n",
            OpenDeviceWitness = "scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,hw\n" + OpenDeviceWitnesses.QueueOfK0
                + "hw 05.0006 zapq=04 for 20ms\n" + OpenDeviceWitnesses.Release,
            WhyItMatters = "The driver takes a queue for empty, or for one that still raises interrupts, on the word of bits that mean nothing.",
        },
        new()
        {
            Id = "QUEUE-12",
            Family = RuleFamily.Queue,
            Sentence = "TAPQ answers 02 while a reset of the queue is under way, and at no other time.",
            Sources = ["A-I34", "KUT-2023"],
            Needs = Features.Masks | Features.Messages,
            Reads = StepParts.Instruction,
            Predicate = QueueHardware.TapqTellsOfResets,
            Premise = static (in Step step) => step.Operation.Kind == OperationKind.GuestTapq && QueueHardware.IsBeingReset(step),
            Witness = Witnesses.Message + "zapq k0 05.0006\ntapq k0 05.0006\n",
            OpenDeviceWitness = OpenDeviceWitnesses.Message + "zapq k0 05.0006\ntapq k0 05.0006\n",
            WhyItMatters = "Whoever waits for a reset goes on too early, or for ever.",
        },
    ];
}
