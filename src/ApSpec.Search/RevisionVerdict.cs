using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>The verdict on a trace in one revision.</summary>
/// <param name="Revision">The revision.</param>
/// <param name="Violations">Rules and steps; empty when none is violated.</param>
/// <param name="NotApplicable">
/// Why the trace does not run to its end there; null when it does. Violations before the step that is not possible still count.
/// </param>
public sealed record RevisionVerdict(Revision Revision, ImmutableArray<ExpectedViolation> Violations, string? NotApplicable)
{
    /// <summary>Runs <paramref name="trace"/> on <paramref name="revision"/>.</summary>
    public static RevisionVerdict Run(Revision revision, Trace trace, ImmutableArray<Rule> rules)
    {
        var steps = Recording.Record(new ModelSubject(revision), trace, rules);
        var skipped = steps.FirstOrDefault(step => step.Result.Outcome == Outcome.NotPossible);
        if (skipped is null)
            return new RevisionVerdict(revision, TraceVerdict.Violations(steps), null) { Unconfirmed = UnreadBy(revision, trace) };
        var run = trace with { Operations = trace.Operations[..(skipped.Number - 1)] };
        return new RevisionVerdict(revision, TraceVerdict.Violations(steps[..(skipped.Number - 1)]), $"step {skipped.Number}: {skipped.Result.Reason}")
        {
            Unconfirmed = UnreadBy(revision, run),
        };
    }

    /// <summary>Functions on the trace that were not read in any source.</summary>
    public ImmutableArray<Reservation> Unconfirmed { get; private init; } = [];

    /// <summary>True when a rule is violated.</summary>
    public bool IsViolated => !Violations.IsEmpty;

    /// <summary>The violated rules without their steps. Two verdicts differ when these differ.</summary>
    public string Rules => string.Join(' ', Violations.Select(violation => violation.Rule));

    /// <summary>True when the trace violates a rule there, or runs to its end.</summary>
    public bool IsVerdict => IsViolated || NotApplicable is null;

    /// <summary><c>clean</c>, <c>KVM-01@4 HOOK-01@4</c>, <c>not applicable ...</c>, or violations and where the trace stops.</summary>
    public string Text => (IsViolated, NotApplicable) switch
    {
        (true, { } why) => $"{string.Join(' ', Violations)}, then not applicable ({why})",
        (true, null) => string.Join(' ', Violations),
        (false, { } why) => $"not applicable ({why})",
        (false, null) => "clean",
    };

    private static ImmutableArray<Reservation> UnreadBy(Revision revision, Trace trace) =>
        [.. Reservations.UnreadBy(new ModelSubject(revision), trace)];
}
