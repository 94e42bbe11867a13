using System.Collections.Immutable;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Check;

/// <summary>Finds whether a trace violates a rule by a certain kind of operation, and the part of the trace that does.</summary>
public static class Reproduction
{
    /// <summary>
    /// Runs <paramref name="trace"/>; operations that are not possible are skipped, not rejected. Returns the operations that were
    /// done up to the first violation of <paramref name="rule"/>, or null when there is none, or when another kind of operation than
    /// <paramref name="trigger"/> is the first to violate it.
    /// </summary>
    public static (Trace Trace, Trigger Trigger)? Find(Judge judge, Trace trace, Rule rule, Trigger? trigger = null)
    {
        var place = judge.Rules.IndexOf(rule);
        if (place < 0)
            return null;
        var done = ImmutableArray.CreateBuilder<Operation>(trace.Operations.Length);
        var others = ~RuleBits.At(place);
        judge.Reset();
        foreach (var operation in trace.Operations)
        {
            var violated = judge.Apply(operation, others, out var result);
            if (result.Outcome == Outcome.NotPossible)
                continue;
            done.Add(operation);
            if (!violated.IsEmpty)
            {
                var kind = Trigger.Of(operation, result);
                return trigger is null || trigger == kind ? (new Trace(judge.System.Scope, done.ToImmutable()), kind) : null;
            }

            if (judge.IsEnded)
                return null;
        }

        return null;
    }

    /// <summary>True when the last operation of a trace is the first to violate the rule, and of that kind.</summary>
    public static bool Violates(Judge judge, Trace trace, Rule rule, Trigger trigger) =>
        Find(judge, trace, rule, trigger) is { } found && found.Trace.Operations[^1] == trace.Operations[^1];
}
