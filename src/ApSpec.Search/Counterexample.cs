using ApSpec.Check;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>A trace that violates a rule with its last operation, as short as could be made.</summary>
/// <param name="Subject">What was checked.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Trigger">The kind of operation that violates it.</param>
/// <param name="Trace">The trace, in its own small scope.</param>
/// <param name="Minimality">What is known of its length.</param>
/// <param name="ProofStates">States the proof looked at.</param>
public sealed record Counterexample(
    Subject Subject, Rule Rule, Trigger Trigger, Trace Trace, Minimality Minimality, int ProofStates)
{
    /// <summary>Operations, and the step at which the rule is violated.</summary>
    public int Length => Trace.Operations.Length;
}
