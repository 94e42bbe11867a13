using System.Collections.Immutable;

namespace ApSpec.Vocabulary;

/// <summary>What a <c>.trace</c> file expects of one revision: <c>expect v5.10 KVM-01@4 HOOK-01@4</c>.</summary>
/// <param name="Revision">The revision's name in the catalog.</param>
/// <param name="Violations">Rules and steps, in order; empty for <c>clean</c>.</param>
/// <param name="NotApplicable">The reason of <c>not applicable ...</c>; null when the trace applies.</param>
/// <param name="IsSuspected">True when the expectation rests on our reading of the code alone.</param>
public sealed record Expectation(
    string Revision, ImmutableArray<ExpectedViolation> Violations, string? NotApplicable, bool IsSuspected)
{
    /// <summary>The line of text.</summary>
    public override string ToString()
    {
        var verdict = NotApplicable is not null ? $"not applicable {NotApplicable}"
            : Violations.IsEmpty ? "clean"
            : string.Join(' ', Violations);
        return $"expect {Revision} {verdict}{(IsSuspected ? " suspected" : "")}";
    }
}
