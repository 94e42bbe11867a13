namespace ApSpec.RealDriver.Build;

/// <summary>An answer to a question about the VFIO and KVM core.</summary>
/// <param name="Question">The question.</param>
/// <param name="Holds">The answer.</param>
/// <param name="ProbedIn">File of the tree that shows it; null: the tree has no such file, the answer is assumed.</param>
public sealed record CoreFact(CoreQuestion Question, bool Holds, string? ProbedIn);
