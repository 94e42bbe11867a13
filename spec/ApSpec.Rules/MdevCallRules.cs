using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>Family MDEV, inside a call: locks and order of attach and detach, and what must not change.</summary>
internal static class MdevCallRules
{
    public static ImmutableArray<Rule> All { get; } =
    [
        new()
        {
            Id = "MDEV-10",
            Family = RuleFamily.Mdev,
            Sentence = "The guest that an mdev names changes under every lock of its era: L, later G, K and M.",
            Sources = ["A-I19", "B1", "B2", "vfio-ap-locking.rst"],
            When = JudgedWhen.EachEffect,
            Needs = Features.Locks,
            Reads = StepParts.Moments,
            Predicate = InsideCalls.GuestIsWrittenUnderAllLocks,
            Premise = static (in Step step) => InsideCalls.Any(step, MomentKind.Guest),
            Witness = Witnesses.AttachLocked,
            OpenDeviceWitness = OpenDeviceWitnesses.AttachLocked,
            WhyItMatters = "Another caller tests the pointer and finds it NULL, or freed, when it uses it: two release the guest, or none.",
        },
        new()
        {
            Id = "MDEV-11",
            Family = RuleFamily.Mdev,
            Sentence = "A detach resets the queues before the mdev forgets its guest.",
            Sources = ["A-I21"],
            Needs = Features.Masks,
            Reads = StepParts.Moments,
            Predicate = CallOrder.ResetsPrecedeForgetting,
            Premise = CallOrder.DetachResets,
            Witness = Witnesses.AttachQueue + "set_kvm m0 null\n",
            OpenDeviceWitness = OpenDeviceWitnesses.AttachQueue + OpenDeviceWitnesses.Release,
            WhyItMatters = "Interruption subclasses can be given back only as long as the guest is known: the registrations are lost.",
        },
        new()
        {
            Id = "MDEV-12",
            Family = RuleFamily.Mdev,
            Sentence = "A detach takes the hook away first, then clears the masks, forgets the guest, and gives its reference back last.",
            Sources = ["A-I21", "B13"],
            Only = Era.OpenDevice,
            Needs = Features.Locks,
            Reads = StepParts.Moments,
            Predicate = CallOrder.DetachIsInOrder,
            Premise = CallOrder.DetachPuts,
            Witness = OpenDeviceWitnesses.AttachLocked + OpenDeviceWitnesses.Release,
            WhyItMatters = "An intercept runs on queues that are being taken away, or the guest is destroyed under a pointer that still names it.",
        },
        new()
        {
            Id = "MDEV-13",
            Family = RuleFamily.Mdev,
            Sentence = "An mdev is gone only when nobody has it open.",
            Sources = ["A-I57"],
            Reads = StepParts.Life,
            Predicate = MdevOutside.GoesOnlyWhenClosed,
            Premise = Premises.Freed,
            Witness = Witnesses.WholeLife,
            OpenDeviceWitness = OpenDeviceWitnesses.WholeLife,
            WhyItMatters = "The process that has it open uses freed memory with its next ioctl, and its guest is never given back.",
        },
        new()
        {
            Id = "MDEV-14",
            Family = RuleFamily.Mdev,
            Sentence = "An open and a close change nothing of an mdev but what it holds of its guest: matrix, shadow and queues stay.",
            Sources = ["A-I22"],
            Only = Era.OpenDevice,
            Needs = Features.Masks,
            Reads = StepParts.Descriptor,
            Predicate = MdevOutside.OpenAndCloseKeepTheRest,
            Premise = MdevOutside.IsOpenedOrClosedWithQueues,
            Witness = OpenDeviceWitnesses.AttachQueue + OpenDeviceWitnesses.Release,
            WhyItMatters = "The guest gets other adapters when it is started the second time.",
        },
    ];
}
