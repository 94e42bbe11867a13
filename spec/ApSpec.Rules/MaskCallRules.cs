using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>Family MASK: how and when calls write a guest's masks, and when a write of a matrix is refused.</summary>
internal static class MaskCallRules
{
    public static ImmutableArray<Rule> All { get; } =
    [
        new()
        {
            Id = "MASK-18",
            Family = RuleFamily.Mask,
            Sentence = "A guest's masks are written under its lock K, with no vcpu in SIE, and nested guests take theirs anew.",
            Sources = ["A-I10", "86956e70761b"],
            When = JudgedWhen.EachEffect,
            Needs = Features.Masks | Features.Locks,
            Reads = StepParts.Moments,
            Predicate = InsideCalls.MasksAreWrittenAlone,
            Premise = static (in Step step) => InsideCalls.Any(step, MomentKind.Masks),
            Witness = Witnesses.AttachLocked,
            OpenDeviceWitness = OpenDeviceWitnesses.AttachLocked,
            WhyItMatters = "A vcpu runs with half-written masks, or a nested guest goes on using a queue that its host has lost.",
        },
        new()
        {
            Id = "MASK-19",
            Family = RuleFamily.Mask,
            Sentence = "Once the driver has heard of a change of the host configuration, its copy of it is the bus's.",
            Sources = ["A-I53"],
            Only = Era.OpenDevice,
            Needs = Features.Masks | Features.Hw,
            Reads = StepParts.Moments,
            Predicate = InsideCalls.CopyIsTheBus,
            Premise = static (in Step step) => InsideCalls.Any(step, MomentKind.Config),
            Witness = "scope mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks,hw\n" + OpenDeviceWitnesses.QueueOfK0 + "host_config -05\n",
            WhyItMatters = "From the next assignment on guests get, or lack, adapters by a configuration that is no longer true.",
        },
        new()
        {
            Id = "MASK-20",
            Family = RuleFamily.Mask,
            Sentence = "Queues that a removal which waits took from a guest do not come back before the close.",
            Sources = ["H-I10", "S5"],
            Only = Era.OpenDevice,
            Needs = Features.Masks | Features.Eventfds,
            Reads = StepParts.Masks,
            Predicate = ShadowBounds.GiveBackNothing,
            Premise = ShadowBounds.SomeGuestLostAll,
            Witness = "scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,eventfds\n" + OpenDeviceWitnesses.QueueOfK0
                + "request m0\nset_irq m0 req on\n",
            WhyItMatters = "The administrator saw the queues leave the guest, and it uses them again while the mdev goes on being removed.",
        },
        new()
        {
            Id = "MASK-21",
            Family = RuleFamily.Mask,
            Sentence = "A change of the host configuration writes the masks of a guest once at most.",
            Sources = ["B27"],
            Only = Era.OpenDevice,
            Needs = Features.Masks | Features.Hw,
            Reads = StepParts.Moments,
            Predicate = InsideCalls.HostChangeWritesMasksOnce,
            Premise = static (in Step step) => InsideCalls.IsHostChange(step) && InsideCalls.Any(step, MomentKind.Masks),
            Witness = "scope mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks,hw\n" + OpenDeviceWitnesses.QueueOfK0 + "host_config -05\n",
            WhyItMatters = "Each write takes every vcpu of the guest out of SIE, and in between the guest loses adapters that it is to keep.",
        },
        new()
        {
            Id = "MASK-22",
            Family = RuleFamily.Mask,
            Sentence = "A write of a matrix is refused with -EADDRNOTAVAIL only when the host owns a queue of it, by the masks or by driver_override.",
            Sources = ["A-I3", "override"],
            Only = Era.OpenDevice,
            Needs = Features.Masks | Features.Binding,
            Reads = StepParts.Failure,
            Predicate = Assignment.IsRefusedForHostAlone,
            Premise = Assignment.IsRefusedForHost,
            Witness = "scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,binding\ncreate m0\napmask +05\nassign_adapter m0 05\n"
                + "assign_domain m0 0006\n",
            WhyItMatters = "A queue that the administrator gave to vfio_ap cannot be given to a guest.",
        },
    ];
}
