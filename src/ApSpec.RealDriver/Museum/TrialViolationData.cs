namespace ApSpec.RealDriver.Museum;

/// <summary>A rule violated at a step, and where in the tree.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Step">The step, from 1.</param>
/// <param name="Places">The function of its fault or lock, or else all functions of the step, with file and lines; empty when unknown.</param>
public sealed record TrialViolationData(string Rule, int Step, IReadOnlyList<string> Places);
