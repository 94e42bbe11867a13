using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>The life of an mdev: what user space did, and what driver and core made of it.</summary>
internal static class MdevRules
{
    private const string TwoMdevs = """
        scope mdevs=2 kvms=1 adapters=05 domains=0006 features=none
        create m0
        create m1
        open m0
        open m1
        set_kvm m0 k0
        set_kvm m1 k0

        """;

    private const string TwoMdevsNamedFirst = """
        scope mdevs=2 kvms=1 adapters=05 domains=0006 features=none
        create m0
        create m1
        set_kvm m0 k0
        set_kvm m1 k0
        open m0
        open m1

        """;

    public static ImmutableArray<Rule> All { get; } =
    [
        new()
        {
            Id = "MDEV-01",
            Family = RuleFamily.Mdev,
            Sentence = "At most one mdev has a given guest.",
            Sources = ["H-I4", "A-I14", "B8"],
            Reads = StepParts.NamedGuest | StepParts.Life,
            Predicate = MdevState.OneMdevPerGuest,
            Premise = MdevState.WasRefused,
            Witness = TwoMdevs,
            OpenDeviceWitness = TwoMdevsNamedFirst,
            WhyItMatters = "The masks of one mdev overwrite those of the other; the first to close takes the guest's adapters away.",
        },
        new()
        {
            Id = "MDEV-02",
            Family = RuleFamily.Mdev,
            Sentence = "Whatever happens to an mdev, its lifecycle permits it.",
            Sources = ["notifier-era", "R1b"],
            Reads = StepParts.Refusal,
            Predicate = MdevState.IsPermitted,
            Premise = static (in Step step) => step.LifecyclesBefore != step.LifecyclesAfter,
            Witness = Witnesses.WholeLife,
            OpenDeviceWitness = OpenDeviceWitnesses.WholeLife,
            WhyItMatters = "The driver let a caller do what no state of an mdev allows.",
        },
        new()
        {
            Id = "MDEV-03",
            Family = RuleFamily.Mdev,
            Sentence = "An mdev names no guest but the one it is attached to.",
            Sources = ["H-I1", "A-I15", "A-I20", "B10", "B11"],
            Reads = StepParts.NamedGuest | StepParts.Lifecycle | StepParts.Life,
            Predicate = MdevState.NoGuestLeft,
            Premise = Premises.Detached,
            Witness = Witnesses.NullNotify,
            OpenDeviceWitness = OpenDeviceWitnesses.Close,
            WhyItMatters = "The mdev stays busy: its matrix cannot be changed, and it cannot be used by another guest.",
        },
        new()
        {
            Id = "MDEV-04",
            Family = RuleFamily.Mdev,
            Sentence = "The driver's module has one reference for each descriptor that is open.",
            Sources = ["R1b", "pqap-hook", "B5"],
            Only = Era.Notifier,
            Reads = StepParts.References,
            Predicate = MdevState.ModuleIsBalanced,
            Premise = static (in Step step) => step.Before[step.Before.Layout.World.ModuleRefs]
                != step.After[step.After.Layout.World.ModuleRefs],
            Witness = Witnesses.WholeLife,
            WhyItMatters = "Too many: the module can never be unloaded. Too few: it is unloaded under an open descriptor.",
        },
        new()
        {
            Id = "MDEV-05",
            Family = RuleFamily.Mdev,
            Sentence = "An mdev that is removed is freed.",
            Sources = ["B17", "8c0795d2a0f5"],
            Reads = StepParts.Life,
            Predicate = MdevState.RemovedIsFreed,
            Premise = Premises.Freed,
            Witness = Witnesses.WholeLife,
            OpenDeviceWitness = OpenDeviceWitnesses.WholeLife,
            WhyItMatters = "Its queues stay assigned to a device that is gone: no other mdev can have them until the module is reloaded.",
        },
        new()
        {
            Id = "MDEV-06",
            Family = RuleFamily.Mdev,
            Sentence = "As many instances are taken as mdevs are alive.",
            Sources = ["A-I56", "B17", "R1b"],
            Reads = StepParts.References | StepParts.Life,
            Predicate = MdevState.InstancesAreBalanced,
            Premise = static (in Step step) => step.Before[step.Before.Layout.World.Instances]
                != step.After[step.After.Layout.World.Instances],
            Witness = Witnesses.WholeLife,
            OpenDeviceWitness = OpenDeviceWitnesses.WholeLife,
            WhyItMatters = "Instances that are never given back: in the end no mdev can be created.",
        },
        new()
        {
            Id = "MDEV-07",
            Family = RuleFamily.Mdev,
            Sentence = "An mdev names the guest it is attached to.",
            Sources = ["H-I1", "A-I15", "B8"],
            Reads = StepParts.NamedGuest | StepParts.Lifecycle,
            Predicate = MdevState.GuestIsNamed,
            Premise = Premises.Attached,
            Witness = Witnesses.Attach,
            OpenDeviceWitness = OpenDeviceWitnesses.Attach,
            WhyItMatters = "The driver forgot the guest: nothing it took can be given back.",
        },
        new()
        {
            Id = "MDEV-08",
            Family = RuleFamily.Mdev,
            Sentence = "An mdev with no open descriptor has no notifier registered.",
            Sources = ["notifier-era", "B14", "R1b"],
            Only = Era.Notifier,
            Reads = StepParts.Notifiers | StepParts.References,
            Predicate = MdevState.NoNotifierLeft,
            Premise = static (in Step step) => step.Operation.Kind == OperationKind.Release,
            Witness = Witnesses.WholeLife,
            WhyItMatters = "The next notification runs in an mdev that was closed, or freed.",
        },
        new()
        {
            Id = "MDEV-09",
            Family = RuleFamily.Mdev,
            Sentence = "An mdev with an open descriptor has its group notifier registered.",
            Sources = ["notifier-era", "B9"],
            Only = Era.Notifier,
            EndedBy = CoreTraits.OpenAttach,
            Reads = StepParts.Notifiers | StepParts.References | StepParts.Life,
            Predicate = MdevState.NotifierIsRegistered,
            Premise = static (in Step step) => step.Operation.Kind == OperationKind.Open && step.Result.IsSuccess,
            Witness = Witnesses.Attach,
            WhyItMatters = "The mdev never hears that its guest goes away, nor of its next one.",
        },
        .. MdevCallRules.All,
    ];
}
