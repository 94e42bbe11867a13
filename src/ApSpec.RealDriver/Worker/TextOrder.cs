namespace ApSpec.RealDriver.Worker;

/// <summary>Findings to be written as text.</summary>
/// <param name="Findings">Of one rule, the simplest first.</param>
public sealed record TextOrder(IReadOnlyList<FindingData> Findings);
