namespace ApSpec.RealDriver.Worker;

/// <summary>A rule violated at a step.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Step">The step, from 1.</param>
public sealed record ViolationData(string Rule, int Step);
