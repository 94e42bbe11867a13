using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>Family MASK with hot plug: the masks that an mdev keeps for its guest (the shadow), and how they follow from the matrix.</summary>
internal static class ShadowRules
{
    private const string TwoQueues = "scope mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks,binding\n";
    private const string TwoDomains = "scope mdevs=1 kvms=1 adapters=05 domains=0006,0007 features=masks,binding\n";

    public static ImmutableArray<Rule> All { get; } =
    [
        new()
        {
            Id = "MASK-11",
            Family = RuleFamily.Mask,
            Sentence = "A guest has exactly the shadow of the mdev that is attached to it.",
            Sources = ["H-I10", "A-I6", "B36", "B37"],
            Only = Era.OpenDevice,
            Needs = Features.Masks,
            Reads = StepParts.Masks | StepParts.Shadow | StepParts.Lifecycle,
            Predicate = ShadowMasks.AreTheGuests,
            Premise = Premises.AttachedWithQueues,
            Witness = OpenDeviceWitnesses.AttachQueue,
            WhyItMatters = "The guest keeps what was taken from it, or does not get what it was given; guest_matrix shows something else.",
        },
        new()
        {
            Id = "MASK-12",
            Family = RuleFamily.Mask,
            Sentence = "A shadow is within the matrix and within the host configuration.",
            Sources = ["H-I10", "A-I4"],
            Only = Era.OpenDevice,
            Needs = Features.Masks,
            Reads = StepParts.Shadow | StepParts.Matrix | StepParts.Host,
            Predicate = ShadowMasks.AreWithinMatrixAndHost,
            Premise = ShadowMasks.SomeMdevHasOne,
            Witness = OpenDeviceWitnesses.AttachQueue,
            WhyItMatters = "The guest's masks name what was never assigned, or what the machine no longer has.",
        },
        new()
        {
            Id = "MASK-13",
            Family = RuleFamily.Mask,
            Sentence = "Each queue of a shadow is bound to vfio_ap and linked to the mdev.",
            Sources = ["H-I10", "A-I5", "A-I30", "A-I31", "B25", "B27"],
            Only = Era.OpenDevice,
            Needs = Features.Masks,
            Reads = StepParts.Shadow | StepParts.Binding | StepParts.QueueLinks,
            Predicate = ShadowMasks.HaveTheirQueues,
            Premise = ShadowMasks.SomeMdevHasOne,
            Witness = OpenDeviceWitnesses.AttachQueue,
            WhyItMatters = "The guest uses a queue that another driver may have, and that nobody resets when it leaves.",
        },
        new()
        {
            Id = "MASK-14",
            Family = RuleFamily.Mask,
            Sentence = "An assignment, a bind or a configuration change that completes an adapter's queues puts the adapter into the shadow.",
            Sources = ["A-I29", "A-I30", "B26"],
            Only = Era.OpenDevice,
            Needs = Features.Masks,
            Reads = StepParts.Assignment | StepParts.Binding | StepParts.Shadow | StepParts.QueueLinks | StepParts.Host | StepParts.Waiting,
            Predicate = ShadowMasks.LackNothing,
            Premise = ShadowMasks.IsComplete,
            Witness = TwoQueues + OpenDeviceWitnesses.QueueOfK0,
            WhyItMatters = "The guest loses, or never gets, an adapter with which nothing is wrong.",
        },
        new()
        {
            Id = "MASK-15",
            Family = RuleFamily.Mask,
            Sentence = "A shadow has every assigned usage and control domain of the host; only adapters are left out.",
            Sources = ["A-I31", "A-I6", "H-I10"],
            Only = Era.OpenDevice,
            Needs = Features.Masks,
            Reads = StepParts.Shadow | StepParts.Matrix | StepParts.Host,
            Predicate = ShadowBounds.HaveTheirDomains,
            Premise = ShadowBounds.LeaveAnAdapterOut,
            Witness = TwoDomains + "create m0\nunbind 05.0007\nassign_adapter m0 05\nassign_domain m0 0006\nassign_domain m0 0007\n",
            WhyItMatters = "The guest loses the domain on every adapter, also on those with which nothing is wrong.",
        },
        new()
        {
            Id = "MASK-16",
            Family = RuleFamily.Mask,
            Sentence = "A queue whose last reset ended badly comes into no shadow and into no guest.",
            Sources = ["A-I29", "A-I5"],
            Only = Era.OpenDevice,
            Needs = Features.Masks,
            Reads = StepParts.Shadow | StepParts.Masks,
            Predicate = ShadowBounds.GainOnlyResetQueues,
            Premise = ShadowBounds.GainAQueue,
            Witness = OpenDeviceWitnesses.AttachQueue,
            WhyItMatters = "The next guest gets a queue that still has the last guest's requests and replies in it.",
        },
        new()
        {
            Id = "MASK-17",
            Family = RuleFamily.Mask,
            Sentence = "When no bus scan runs, nothing waits for the end of one.",
            Sources = ["A-I52"],
            Only = Era.OpenDevice,
            Needs = Features.Masks | Features.Hw,
            Reads = StepParts.Waiting | StepParts.Host,
            Predicate = ShadowBounds.WaitForNothing,
            Premise = ShadowBounds.SomeIdCameBack,
            Witness = "scope mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks,hw\n" + OpenDeviceWitnesses.QueueOfK0
                + "host_config -05\nhost_config +05\n",
            WhyItMatters = "Queues that are bound later are not given to the guest: the driver goes on waiting for a scan that is over.",
        },
    ];
}
