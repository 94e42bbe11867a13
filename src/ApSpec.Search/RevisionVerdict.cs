using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>What a trace shows on one revision.</summary>
/// <param name="Revision">The revision.</param>
/// <param name="Violations">Rules and steps; empty when none is violated.</param>
/// <param name="NotApplicable">Why the trace does not run there; null when it does.</param>
public sealed record RevisionVerdict(Revision Revision, ImmutableArray<ExpectedViolation> Violations, string? NotApplicable)
{
    /// <summary>Runs <paramref name="trace"/> on <paramref name="revision"/>.</summary>
    public static RevisionVerdict Of(Revision revision, Trace trace, ImmutableArray<Rule> rules)
    {
        var steps = Recording.Of(new ModelSubject(revision), trace, rules);
        var skipped = steps.FirstOrDefault(step => step.Result.Outcome == Outcome.NotPossible);
        return skipped is null
            ? new RevisionVerdict(revision, TraceVerdict.Of(steps), null) { Unconfirmed = [.. Reservations.UnreadBy(new ModelSubject(revision), trace)] }
            : new RevisionVerdict(revision, [], $"step {skipped.Number}: {skipped.Result.Reason}");
    }

    /// <summary>What the trace runs there that was not read in any source.</summary>
    public ImmutableArray<Reservation> Unconfirmed { get; private init; } = [];

    /// <summary>True when a rule is violated.</summary>
    public bool IsViolated => !Violations.IsEmpty;

    /// <summary>The rules that are violated, without their steps: what a change of verdict is a change of.</summary>
    public string Rules => string.Join(' ', Violations.Select(violation => violation.Rule));

    /// <summary><c>clean</c>, <c>KVM-01@4 HOOK-01@4</c>, or <c>not applicable ...</c>.</summary>
    public string Text => NotApplicable is not null ? $"not applicable ({NotApplicable})" : IsViolated ? string.Join(' ', Violations) : "clean";
}
