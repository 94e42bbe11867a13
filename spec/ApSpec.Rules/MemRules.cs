using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>Memory: no use after free, no NULL dereference, no access to memory of another owner.</summary>
internal static class MemRules
{
    public static ImmutableArray<Rule> All { get; } =
    [
        new()
        {
            Id = "MEM-01",
            Family = RuleFamily.Mem,
            Sentence = "No call touches freed memory.",
            Sources = ["H-I7", "B1c", "B5", "B12", "B13"],
            When = JudgedWhen.EachEffect,
            Reads = StepParts.Faults,
            Predicate = (in Step step, ref Evidence evidence) =>
                FaultRules.None(step, FaultKind.UseAfterFree, EvidenceColumn.State, ref evidence),
            Premise = Premises.Freed,
            Witness = Witnesses.WholeLife,
            OpenDeviceWitness = OpenDeviceWitnesses.WholeLife,
            WhyItMatters = "The host crashes, or a guest reaches memory of another owner.",
        },
        new()
        {
            Id = "MEM-02",
            Family = RuleFamily.Mem,
            Sentence = "No call dereferences a NULL pointer.",
            Sources = ["H-I7", "B5", "R1b"],
            When = JudgedWhen.EachEffect,
            Reads = StepParts.Faults,
            Predicate = (in Step step, ref Evidence evidence) =>
                FaultRules.None(step, FaultKind.NullDereference, EvidenceColumn.State, ref evidence),
            Premise = Premises.Detached,
            Witness = Witnesses.NullNotify,
            OpenDeviceWitness = OpenDeviceWitnesses.Close,
            WhyItMatters = "The host oopses; locks of the call stay held.",
        },
        new()
        {
            Id = "MEM-03",
            Family = RuleFamily.Mem,
            Sentence = "No call corrupts the kernel's memory or crashes it in any other way.",
            Sources = ["H-I7"],
            When = JudgedWhen.EachEffect,
            Reads = StepParts.Faults,
            Predicate = (in Step step, ref Evidence evidence) =>
                FaultRules.None(step, FaultKind.WildAccess, EvidenceColumn.State, ref evidence)
                && FaultRules.None(step, FaultKind.OutOfBounds, EvidenceColumn.State, ref evidence)
                && FaultRules.None(step, FaultKind.DoubleFree, EvidenceColumn.State, ref evidence)
                && FaultRules.None(step, FaultKind.ListCorruption, EvidenceColumn.State, ref evidence)
                && FaultRules.None(step, FaultKind.Bug, EvidenceColumn.State, ref evidence),
            Premise = Premises.Returned,
            Witness = Witnesses.WholeLife,
            OpenDeviceWitness = OpenDeviceWitnesses.WholeLife,
            WhyItMatters = "The host oopses, or goes on with memory that says something else than was written there.",
        },
        new()
        {
            Id = "MEM-04",
            Family = RuleFamily.Mem,
            Sentence = "Every allocation of the driver belongs to a live mdev or to a queue.",
            Sources = ["B32", "A-I24"],
            Only = Era.OpenDevice,
            Reads = StepParts.Memory,
            Predicate = FaultRules.NothingIsLeft,
            Premise = Premises.Freed,
            Witness = OpenDeviceWitnesses.WholeLife,
            WhyItMatters = "Memory that is never given back: the host runs out of it.",
        },
    ];
}
