using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>A trace that was run unchanged on a subject, with all that a report prints of it.</summary>
/// <param name="Trace">The trace.</param>
/// <param name="Steps">Its steps, up to the one that ended it.</param>
/// <param name="Guest">What a guest or the host's administrator can do from a step on; only for steps that violate a rule.</param>
/// <param name="Reservations">Unconfirmed facts behind the verdict.</param>
public sealed record ReplayedTrace(
    Trace Trace, ImmutableArray<RecordedStep> Steps, ImmutableArray<(int Step, GuestFact Fact)> Guest, ImmutableArray<RuleReservation> Reservations)
{
    /// <summary>Each violated rule with its step.</summary>
    public ImmutableArray<ExpectedViolation> Violations => TraceVerdict.Violations(Steps);

    /// <summary>From some step on there is no verdict.</summary>
    public bool IsCutOff => Steps.Any(step => step.IsCutOff);

    /// <summary>Runs <paramref name="trace"/> and judges each step by <paramref name="rules"/>, each rule once.</summary>
    public static ReplayedTrace Run(Subject subject, Trace trace, ImmutableArray<Rule> rules)
    {
        var steps = Recording.Record(subject, trace, rules);
        return new ReplayedTrace(trace, steps,
            [
                .. steps.Where(step => !step.Violations.IsEmpty).SelectMany(step =>
                    GuestView.Facts(subject, UpTo(trace, step), step.Violations.Select(violation => violation.Rule)).Select(fact => (step.Number, fact))),
            ],
            [.. ReservationsOf(subject, trace, steps)]);
    }

    // Those about the whole trace first, then each with the rules that it concerns.
    private static IEnumerable<RuleReservation> ReservationsOf(Subject subject, Trace trace, ImmutableArray<RecordedStep> steps)
    {
        var unread = Search.Reservations.UnreadBy(subject, trace).ToArray();
        return unread.Select(reservation => new RuleReservation([], reservation)).Concat(steps
            .SelectMany(step => step.Violations.SelectMany(violation => Search.Reservations.Find(subject, UpTo(trace, step), violation.Rule)
                .Select(reservation => (Reservation: reservation, violation.Rule.Id))))
            .Where(told => !unread.Contains(told.Reservation))
            .GroupBy(told => told.Reservation, told => told.Id)
            .Select(told => new RuleReservation([.. told.Distinct()], told.Key)));
    }

    private static Trace UpTo(Trace trace, RecordedStep step) => trace with { Operations = trace.Operations[..step.Number] };
}
