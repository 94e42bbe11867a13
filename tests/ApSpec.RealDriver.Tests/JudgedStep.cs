using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Tests;

/// <summary>One step of a trace on a compiled driver.</summary>
internal sealed record JudgedStep(
    Operation Operation, StepResult Result, ImmutableArray<string> Violated, ImmutableArray<Fault> Faults, Cutoff? CapHit)
{
    /// <summary>The whole step as a line, to be compared and shown.</summary>
    public override string ToString() =>
        $"{Operation}: {Result}{Words("violates", Violated)}{Words("faults", Faults)}{(CapHit is null ? "" : $"; no verdict: {CapHit}")}";

    private static string Words<T>(string word, ImmutableArray<T> items) => items.IsEmpty ? "" : $"; {word} {string.Join(", ", items)}";
}
