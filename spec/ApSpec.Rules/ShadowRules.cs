using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>Family MASK in the era of hot plug: what an mdev keeps for its guest (the shadow), and what it makes of the matrix.</summary>
internal static class ShadowRules
{
    private const string TwoQueues = "scope mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks,binding\n";

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
            Sentence = "An assignment or a bind that completes an adapter's queues puts the adapter into the shadow.",
            Sources = ["A-I29", "A-I30", "B26"],
            Only = Era.OpenDevice,
            Needs = Features.Masks,
            Reads = StepParts.Assignment | StepParts.Binding | StepParts.Shadow | StepParts.QueueLinks,
            Predicate = ShadowMasks.LackNothing,
            Premise = ShadowMasks.IsComplete,
            Witness = TwoQueues + OpenDeviceWitnesses.QueueOfK0,
            WhyItMatters = "The guest loses, or never gets, an adapter with which nothing is wrong.",
        },
    ];
}
