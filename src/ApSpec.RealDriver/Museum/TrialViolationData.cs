namespace ApSpec.RealDriver.Museum;

/// <summary>A rule violated at a step, and where in the tree.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Step">The step, from 1.</param>
/// <param name="Places">The functions with file and lines that the step went through, or the one of its fault or lock; empty when none is known.</param>
public sealed record TrialViolationData(string Rule, int Step, IReadOnlyList<string> Places);
