using System.Collections.Immutable;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Check;

/// <summary>Whether a trace violates a rule, and the part of it that does.</summary>
public static class Reproduction
{
    /// <summary>
    /// Runs <paramref name="trace"/>; operations that are not possible are skipped, not rejected. Returns the operations that were
    /// done up to the violation of <paramref name="rule"/>, or null when the rule is not violated.
    /// </summary>
    public static Trace? Of(Judge judge, Trace trace, Rule rule)
    {
        var place = judge.Rules.IndexOf(rule);
        if (place < 0)
            return null;
        var done = ImmutableArray.CreateBuilder<Operation>(trace.Operations.Length);
        var others = ~(1UL << place);
        judge.Reset();
        foreach (var operation in trace.Operations)
        {
            var violated = judge.Apply(operation, others, out var result);
            if (result.Outcome == Outcome.NotPossible)
                continue;
            done.Add(operation);
            if (violated != 0)
                return new Trace(judge.System.Scope, done.ToImmutable());
            if (judge.IsEnded)
                return null;
        }

        return null;
    }
}
