using System.Collections.Immutable;

namespace ApSpec.Vocabulary;

/// <summary>What a <c>.trace</c> file expects of one revision or of several: <c>expect v5.3..v5.10 KVM-01@4 HOOK-01@4</c>.</summary>
/// <param name="Revisions">Whose verdict it is.</param>
/// <param name="Violations">Rules and steps, in order; empty for <c>clean</c>.</param>
/// <param name="NotApplicable">The reason of <c>not applicable ...</c>; null when the trace applies.</param>
/// <param name="IsSuspected">True when the expectation rests on our reading of the code alone.</param>
public sealed record Expectation(
    RevisionRange Revisions, ImmutableArray<ExpectedViolation> Violations, string? NotApplicable, bool IsSuspected)
{
    /// <summary>The line of the file it was read from, from 1; 0 when it was not read.</summary>
    public int Line { get; init; }

    /// <summary>What is expected, without whose it is: the line of text behind the revisions.</summary>
    public string Verdict
    {
        get
        {
            var verdict = NotApplicable is not null ? $"not applicable {NotApplicable}"
                : Violations.IsEmpty ? "clean"
                : string.Join(' ', Violations);
            return $"{verdict}{(IsSuspected ? " suspected" : "")}";
        }
    }

    /// <summary>The line of text.</summary>
    public override string ToString() => $"expect {Revisions} {Verdict}";
}
