using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Check;

/// <summary>What a replayed trace shows, in the form a <c>.trace</c> file expects it.</summary>
public static class TraceVerdict
{
    /// <summary>Each violated rule with its step, in order of steps, then of the rule book.</summary>
    public static ImmutableArray<ExpectedViolation> Violations(ImmutableArray<RecordedStep> steps) =>
        [.. steps.SelectMany(step => step.Violations.Select(v => new ExpectedViolation(v.Rule.Id, step.Number)))];
}
