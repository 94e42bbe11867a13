namespace ApSpec.RealDriver.Museum;

/// <summary>A rule violated at a step, and where in the tree.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Step">The step, from 1.</param>
/// <param name="Place">The function with file and line; empty when none is known.</param>
public sealed record TrialViolationData(string Rule, int Step, string Place);
