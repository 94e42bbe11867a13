using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Tests.Seeded;

/// <summary>What came of the search for a defect.</summary>
/// <param name="Defect">The defect.</param>
/// <param name="Rule">The rule that blames it; null when none of the expected ones does.</param>
/// <param name="Trace">A shortened trace that violates the rule, and does not without the defect.</param>
/// <param name="Others">Rules that were violated by the defect alone, beyond those expected.</param>
internal sealed record DefectScore(SeededDefect Defect, string? Rule, Trace? Trace, IReadOnlyCollection<string> Others)
{
    /// <summary>A row of the printed table.</summary>
    public override string ToString() =>
        $"{Defect.Name,-34} {Rule ?? "NOT FOUND",-9} {Trace?.Operations.Length,3}  {string.Join(' ', Others)}";
}
