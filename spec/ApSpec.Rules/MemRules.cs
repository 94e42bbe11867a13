using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>Memory: nothing freed and nothing NULL is touched.</summary>
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
    ];
}
