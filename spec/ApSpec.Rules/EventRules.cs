using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>Eventfds: user space hands them in with VFIO_DEVICE_SET_IRQS, and the driver holds a reference on each.</summary>
internal static class EventRules
{
    private const string SetTwice = """
        scope mdevs=1 kvms=1 adapters=05 domains=0006 features=eventfds
        create m0
        set_kvm m0 k0
        open m0
        set_irq m0 req on
        set_irq m0 req on
        set_irq m0 req off

        """;

    private const string Close = """
        scope mdevs=1 kvms=1 adapters=05 domains=0006 features=eventfds
        create m0
        set_kvm m0 k0
        open m0
        set_irq m0 req on
        set_irq m0 req off
        release m0

        """;

    private const string Changed = """
        scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,eventfds
        create m0
        set_kvm m0 k0
        open m0
        set_irq m0 cfg on
        assign_adapter m0 05

        """;

    public static ImmutableArray<Rule> All { get; } =
    [
        new()
        {
            Id = "EVENT-01",
            Family = RuleFamily.Event,
            Sentence = "An mdev holds one reference on an eventfd that was set, and none on one that was taken back.",
            Sources = ["S3"],
            Only = Era.OpenDevice,
            Needs = Features.Eventfds,
            Reads = StepParts.Eventfds,
            Predicate = IsTheOneSet,
            Premise = static (in Step step) => step.Operation.Kind == OperationKind.SetIrq && step.Result.IsSuccess,
            Witness = SetTwice,
            WhyItMatters = "A reference too many keeps the eventfd for ever; one too few, and a signal goes to freed memory.",
        },
        new()
        {
            Id = "EVENT-02",
            Family = RuleFamily.Event,
            Sentence = "An mdev that nobody has open holds no eventfd.",
            Sources = ["S3"],
            Only = Era.OpenDevice,
            Needs = Features.Eventfds,
            Reads = StepParts.Eventfds | StepParts.References | StepParts.Life,
            Predicate = NoneIsLeft,
            Premise = static (in Step step) => step.Operation.Kind == OperationKind.Release && step.Result.IsSuccess
                && step.After[step.After.Layout.Mdevs[step.Operation.Mdev.Value].Opens] == 0,
            Witness = Close,
            WhyItMatters = "The eventfd of a process that is gone stays, and a removal signals it; if the mdev goes first, it is never freed.",
        },
        new()
        {
            Id = "EVENT-03",
            Family = RuleFamily.Event,
            Sentence = "Each time a removal asks for an mdev that is open, its request eventfd is signalled once, if one was set.",
            Sources = ["A-I57", "S3"],
            Only = Era.OpenDevice,
            Needs = Features.Eventfds,
            Reads = StepParts.Moments,
            Predicate = EventSignals.RemovalIsRelayed,
            Premise = EventSignals.RemovalFindsAnEventfd,
            Witness = """
                scope mdevs=1 kvms=1 adapters=05 domains=0006 features=eventfds
                create m0
                set_kvm m0 k0
                open m0
                set_irq m0 req on
                request m0

                """,
            WhyItMatters = "User space is not asked to let go of the device: the administrator's removal waits as long as the guest runs.",
        },
        new()
        {
            Id = "EVENT-04",
            Family = RuleFamily.Event,
            Sentence = "An eventfd of an mdev is signalled under M, under which user space may take it back.",
            Sources = ["H-I7", "S4"],
            When = JudgedWhen.EachEffect,
            Only = Era.OpenDevice,
            Needs = Features.Eventfds | Features.Locks,
            Reads = StepParts.Moments,
            Predicate = InsideCalls.EventfdIsSignalledUnderM,
            Premise = static (in Step step) => InsideCalls.Any(step, MomentKind.Signal),
            Witness = """
                scope mdevs=1 kvms=1 adapters=05 domains=0006 features=locks,eventfds
                create m0
                set_kvm m0 k0
                open m0
                set_irq m0 req on
                request m0

                """,
            WhyItMatters = "The driver signals an eventfd that is freed under it, when user space takes it back at the same time.",
        },
        new()
        {
            Id = "EVENT-05",
            Family = RuleFamily.Event,
            Sentence = "When the masks of a guest change, the configuration eventfd of its mdev is signalled, if one was set and the mdev stays open.",
            Sources = ["cfg-chg"],
            Only = Era.OpenDevice,
            Needs = Features.Masks | Features.Eventfds,
            Reads = StepParts.Moments,
            Predicate = EventSignals.ChangeIsSignalled,
            Premise = EventSignals.ChangesForAListener,
            Witness = Changed,
            WhyItMatters = "The guest is not told that it has another AP configuration, and goes on with the old one.",
        },
        new()
        {
            Id = "EVENT-06",
            Family = RuleFamily.Event,
            Sentence = "The configuration eventfd of an mdev is signalled once for each change of its own guest's masks, and for nothing else; "
                + "at an open, and while a removal waits, they need not change.",
            Sources = ["cfg-chg"],
            Only = Era.OpenDevice,
            Needs = Features.Masks | Features.Eventfds,
            Reads = StepParts.Moments,
            Predicate = EventSignals.SignalFollowsAChange,
            Premise = EventSignals.IsConfigurationSignalled,
            Witness = Changed,
            WhyItMatters = "A guest looks for a change that is none, or that is another guest's.",
        },
        new()
        {
            Id = "EVENT-07",
            Family = RuleFamily.Event,
            Sentence = "The request eventfd of an mdev is signalled by a removal of that mdev alone.",
            Sources = ["A-I57", "cfg-chg"],
            Only = Era.OpenDevice,
            Needs = Features.Eventfds,
            Reads = StepParts.Moments,
            Predicate = EventSignals.RequestIsOfARemoval,
            Premise = static (in Step step) => InsideCalls.Any(step, MomentKind.Signal),
            Witness = """
                scope mdevs=1 kvms=1 adapters=05 domains=0006 features=eventfds
                create m0
                set_kvm m0 k0
                open m0
                set_irq m0 req on
                request m0

                """,
            WhyItMatters = "User space lets go of a device that nobody wants back.",
        },
    ];

    private static bool IsTheOneSet(in Step step, ref Evidence evidence)
    {
        var op = step.Operation;
        if (op.Kind != OperationKind.SetIrq || !step.Result.IsSuccess || op.Action == EventfdAction.Bad)
            return true;
        var fields = step.After.Layout.Mdevs[op.Mdev.Value];
        var held = (int)step.After[op.Eventfd == EventfdIndex.Req ? fields.ReqRefs : fields.CfgRefs];
        var wanted = op.Action == EventfdAction.On ? 1 : 0;
        if (held == wanted)
            return true;
        evidence = new Evidence(EvidenceColumn.Eventfds, op.Mdev, Text: Say.Eventfd(op.Mdev, Name(op.Eventfd), held, wanted));
        return false;
    }

    private static bool NoneIsLeft(in Step step, ref Evidence evidence)
    {
        for (var mdevs = step.Touched.Mdevs; mdevs != 0; mdevs &= mdevs - 1)
        {
            var m = Reach.Mdev(mdevs);
            var fields = step.After.Layout.Mdevs[m.Value];
            var req = (int)step.After[fields.ReqRefs];
            var held = req + (int)step.After[fields.CfgRefs];
            if (held == 0 || step.After[fields.Opens] != 0 || step.After.IsBusy(m))
                continue;
            evidence = new Evidence(EvidenceColumn.Eventfds, m,
                Text: Say.Eventfd(m, Name(req != 0 ? EventfdIndex.Req : EventfdIndex.Cfg), held, 0));
            return false;
        }

        return true;
    }

    private static string Name(EventfdIndex eventfd) => eventfd == EventfdIndex.Req ? "request" : "configuration";
}
