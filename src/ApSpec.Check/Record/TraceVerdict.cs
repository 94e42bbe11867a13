using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Check;

/// <summary>The verdict on a replayed trace, in the form of a <c>.trace</c> file's expect lines.</summary>
public static class TraceVerdict
{
    /// <summary>Each violated rule with its step, in order of steps, then of the rule book.</summary>
    public static ImmutableArray<ExpectedViolation> Violations(ImmutableArray<RecordedStep> steps) =>
        [.. steps.SelectMany(step => step.Violations.Select(v => new ExpectedViolation(v.Rule.Id, step.Number)))];
}
