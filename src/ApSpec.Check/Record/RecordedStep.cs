using System.Collections.Immutable;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Check;

/// <summary>One step of a replayed trace, as a report needs it.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Operation">What was asked.</param>
/// <param name="Result">What came back.</param>
/// <param name="Cells">References, hook, masks and locks after it.</param>
/// <param name="Faults">Faults, with kernel function names.</param>
/// <param name="Changes">Observable fields that changed beyond the cells.</param>
/// <param name="Violations">Rules it is the first to violate, with the evidence.</param>
public sealed record RecordedStep(
    int Number,
    Operation Operation,
    StepResult Result,
    LedgerCells Cells,
    ImmutableArray<string> Faults,
    ImmutableArray<string> Changes,
    ImmutableArray<(Rule Rule, Evidence Evidence)> Violations)
{
    /// <summary>True when there is no verdict from here on: a counter passed its cap, or the driver called a function without a fake.</summary>
    public bool IsCutOff { get; init; }

    /// <summary>The same step, judged by <paramref name="rule"/> alone.</summary>
    public RecordedStep By(Rule rule) => this with { Violations = Violations.RemoveAll(violation => violation.Rule != rule) };
}
