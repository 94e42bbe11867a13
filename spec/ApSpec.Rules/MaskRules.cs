using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>The masks of guests and the matrices of mdevs: which guest may use which queue.</summary>
internal static class MaskRules
{
    private const string TwoGuests = """
        scope mdevs=2 kvms=2 adapters=05,06 domains=0006 features=masks
        create m0
        create m1
        assign_adapter m0 05
        assign_domain m0 0006
        assign_adapter m1 06
        assign_domain m1 0006
        open m0
        open m1
        set_kvm m0 k0
        set_kvm m1 k1

        """;

    private const string TwoGuestsNamedFirst = """
        scope mdevs=2 kvms=2 adapters=05,06 domains=0006 features=masks
        create m0
        create m1
        assign_adapter m0 05
        assign_domain m0 0006
        assign_adapter m1 06
        assign_domain m1 0006
        set_kvm m0 k0
        set_kvm m1 k1
        open m0
        open m1

        """;

    public static ImmutableArray<Rule> All { get; } =
    [
        new()
        {
            Id = "MASK-01",
            Family = RuleFamily.Mask,
            Sentence = "The masks of a guest are zero unless an mdev is attached to it.",
            Sources = ["H-I3", "A-I7", "A-I20", "B1", "B9", "f21916ec4826"],
            Needs = Features.Masks,
            Reads = StepParts.Masks | StepParts.Lifecycle,
            Predicate = GuestMasks.NoneLeft,
            Premise = Premises.DetachedWithMasks,
            Witness = Witnesses.AttachQueue + "set_kvm m0 null\n",
            OpenDeviceWitness = OpenDeviceWitnesses.AttachQueue + OpenDeviceWitnesses.Release,
            WhyItMatters = "The guest goes on using queues that the host has given to somebody else.",
        },
        new()
        {
            Id = "MASK-02",
            Family = RuleFamily.Mask,
            Sentence = "A guest has every adapter and domain of the mdev attached to it.",
            Sources = ["H-I10", "A-I6", "258287c994de"],
            Only = Era.Notifier,
            Needs = Features.Masks,
            Reads = StepParts.Masks | StepParts.Matrix | StepParts.Lifecycle,
            Predicate = GuestMasks.HaveTheMatrix,
            Premise = Premises.AttachedWithQueues,
            Witness = Witnesses.AttachQueue,
            WhyItMatters = "The guest does not see adapters that it was given.",
        },
        new()
        {
            Id = "MASK-03",
            Family = RuleFamily.Mask,
            Sentence = "A guest has no adapter or domain beyond those of the mdev attached to it.",
            Sources = ["H-I10", "A-I4", "A-I6", "A-I11"],
            Only = Era.Notifier,
            Needs = Features.Masks,
            Reads = StepParts.Masks | StepParts.Matrix | StepParts.Lifecycle,
            Predicate = GuestMasks.AreWithinTheMatrix,
            Premise = Premises.AttachedWithQueues,
            Witness = Witnesses.AttachQueue,
            WhyItMatters = "The guest uses an adapter that the administrator never gave it.",
        },
        new()
        {
            Id = "MASK-04",
            Family = RuleFamily.Mask,
            Sentence = "A guest has no adapter or domain that is out of the host configuration.",
            Sources = ["A-I4", "B37"],
            Needs = Features.Masks | Features.Hw,
            Reads = StepParts.Masks | StepParts.Host,
            Predicate = GuestMasks.AreWithinTheHost,
            Premise = GuestMasks.HostIsSmaller,
            Witness = "scope mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks,hw\n" + Witnesses.QueueOfK0 + "host_config -06\n",
            OpenDeviceWitness = "scope mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks,hw\n" + OpenDeviceWitnesses.QueueOfK0 + "host_config -06\n",
            WhyItMatters = "When the adapter comes back it is the guest's at once, without a reset and unknown to the host.",
        },
        new()
        {
            Id = "MASK-05",
            Family = RuleFamily.Mask,
            Sentence = "No two guests have the same queue.",
            Sources = ["A-I2", "H-I4", "vfio-ap.rst"],
            Needs = Features.Masks,
            Reads = StepParts.Masks | StepParts.Life,
            Predicate = Sharing.NotBetweenGuests,
            Premise = Sharing.TwoGuestsHaveMasks,
            Witness = TwoGuests,
            OpenDeviceWitness = TwoGuestsNamedFirst,
            WhyItMatters = "One guest reads the replies, and the keys, of another.",
        },
        new()
        {
            Id = "MASK-06",
            Family = RuleFamily.Mask,
            Sentence = "No queue is assigned to two mdevs.",
            Sources = ["A-I1", "A-I12", "vfio-ap.rst", "R1b"],
            Needs = Features.Masks,
            Reads = StepParts.Matrix | StepParts.Life,
            Predicate = Sharing.NotBetweenMdevs,
            Premise = Sharing.TwoMdevsHaveQueues,
            Witness = TwoGuests,
            OpenDeviceWitness = TwoGuestsNamedFirst,
            WhyItMatters = "Two guests that start with these mdevs share a queue.",
        },
        new()
        {
            Id = "MASK-07",
            Family = RuleFamily.Mask,
            Sentence = "No queue in the masks of a guest is unbound or bound to the host's driver.",
            Sources = ["A-I3", "A-I5", "A-I28", "A-I50", "H-I10"],
            Needs = Features.Masks | Features.Binding,
            Reads = StepParts.Masks | StepParts.Binding,
            Predicate = Sharing.NotWithTheHost,
            Premise = static (in Step step) => step.Operation.Kind is OperationKind.Unbind or OperationKind.ApmaskAdd
                or OperationKind.AqmaskAdd && Sharing.SomeGuestHasMasks(step),
            Witness = "scope mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks,binding\n" + Witnesses.QueueOfK0 + "unbind 06.0006\n",
            OpenDeviceWitness = "scope mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks,binding\n" + OpenDeviceWitnesses.QueueOfK0
                + "unbind 06.0006\n",
            WhyItMatters = "Host and guest use one queue: each takes the other's replies.",
        },
        new()
        {
            Id = "MASK-08",
            Family = RuleFamily.Mask,
            Sentence = "An id above the machine's maximum is not assigned.",
            Sources = ["A-I8", "R1b"],
            Needs = Features.Masks,
            Reads = StepParts.Assignment,
            Predicate = Assignment.IsWithinTheMachine,
            Premise = static (in Step step) => Assignment.IsAboveTheMachine(step),
            Witness = """
                scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks format=0
                create m0
                assign_adapter m0 40

                """,
            WhyItMatters = "The bit is lost when the masks are copied into the guest's control block, or lands in another field.",
        },
        new()
        {
            Id = "MASK-09",
            Family = RuleFamily.Mask,
            Sentence = "No queue that is assigned to an mdev is reserved for the host, and none becomes assigned that is the host's by driver_override.",
            Sources = ["A-I3", "A-I49", "override"],
            Needs = Features.Masks | Features.Binding,
            Reads = StepParts.Matrix | StepParts.Binding | StepParts.Life,
            Predicate = Assignment.IsNotReserved,
            Premise = static (in Step step) => step.Operation.Kind is OperationKind.ApmaskAdd or OperationKind.AqmaskAdd
                && Assignment.SomeMdevHasQueues(step),
            Witness = "scope mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks,binding\n" + Witnesses.QueueOfK0 + "apmask +06\n",
            OpenDeviceWitness = "scope mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks,binding\n" + OpenDeviceWitnesses.QueueOfK0
                + "apmask +06\n",
            WhyItMatters = "The host's driver takes a queue from under an mdev, with a guest running or about to.",
        },
        new()
        {
            Id = "MASK-10",
            Family = RuleFamily.Mask,
            Sentence = "A matrix changes by assignment only, and to what was written.",
            Sources = ["A-I51", "A-I54", "R1b"],
            Needs = Features.Masks,
            Reads = StepParts.Matrix | StepParts.Assignment,
            Predicate = Assignment.IsTheAdmins,
            Premise = Premises.AttachedWithQueues,
            Witness = Witnesses.AttachQueue,
            OpenDeviceWitness = OpenDeviceWitnesses.AttachQueue,
            WhyItMatters = "The administrator's configuration is gone the next time the guest starts.",
        },
    ];
}
