using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Vocabulary;

namespace ApSpec.Explore;

/// <summary>The first difference of two systems, on a shortest trace.</summary>
/// <param name="Trace">The trace; the systems agree until its last operation.</param>
/// <param name="ResultA">What the first system's caller sees at that operation.</param>
/// <param name="ResultB">What the second system's caller sees.</param>
/// <param name="Fields">Observable fields that differ afterwards, as <c>owner.field</c>, with both values.</param>
/// <param name="Faults">Faults that only one of them has, prefixed with its name.</param>
public sealed record Divergence(
    Trace Trace,
    StepResult ResultA,
    StepResult ResultB,
    ImmutableArray<(string Field, uint A, uint B)> Fields,
    ImmutableArray<string> Faults);
