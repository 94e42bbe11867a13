using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Explore;

/// <summary>A claim about a lifecycle, and the answer with its evidence.</summary>
/// <param name="Claim">The sentence that was to be proven.</param>
/// <param name="Offenders">The states for which it is false; none when it is proven.</param>
/// <param name="Witnesses">When proven, a shortest path for each state it was proven of.</param>
/// <param name="Counterexamples">When not proven, a shortest path to each offender, where the claim is refuted by a
/// path.</param>
public sealed record ReachabilityProof(
    string Claim,
    ImmutableArray<LifecycleState> Offenders,
    ImmutableArray<ReachabilityPath> Witnesses,
    ImmutableArray<ReachabilityPath> Counterexamples)
{
    /// <summary>True when the claim is proven.</summary>
    public bool Holds => Offenders.IsEmpty;

    /// <summary>The claim, the answer, and the evidence, one line each.</summary>
    public override string ToString() => string.Join(
        '\n',
        [
            Holds ? $"proven: {Claim}" : $"false: {Claim}; not so for {string.Join(", ", Offenders)}",
            .. (Holds ? Witnesses : Counterexamples).Select(path => $"  {path}"),
        ]);
}
