using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Explore;

/// <summary>The first violation of a rule in a breadth-first search: no shorter trace of its alphabet violates the rule.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Trace">The trace; its last operation violates the rule.</param>
public sealed record FirstViolation(Rule Rule, Trace Trace)
{
    /// <summary>Operations.</summary>
    public int Length => Trace.Operations.Length;
}
