using System.Collections.Immutable;
using ApSpec.Architecture;
using ApSpec.Check;
using ApSpec.Rules;
using ApSpec.Search.Museum;
using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>
/// Finds the unconfirmed facts behind a verdict: a defect suspected by reading alone, functions that were not read, and choices of the
/// modelled hardware. The choices are varied one by one to see whether the violation remains.
/// </summary>
public static class Reservations
{
    private static readonly ImmutableArray<(string What, string If, ModelParameters Parameters)> Choices =
    [
        .. new[] { ResponseCode.Checkstopped, ResponseCode.ResetInProgress, ResponseCode.Busy }
            .Select(code => ("which response code wins when several apply", $"{(byte)code:x2} does",
                ModelParameters.Default with { ResponseOrder = Strongest(code) })),
        ("how long a reset takes", "it is 40 ms", ModelParameters.Default with { ResetTicks = 2 }),
        ("how long a reset takes", "it is 80 ms", ModelParameters.Default with { ResetTicks = 4 }),
        ("how long interrupts take to change", "it is 40 ms", ModelParameters.Default with { IrqTicks = 2 }),
        ("how long interrupts take to change", "it is 80 ms", ModelParameters.Default with { IrqTicks = 4 }),
        ("what AQIC answers while interrupts change", "it is 05", ModelParameters.Default with { AqicWhileChanging = ResponseCode.Busy }),
        ("what recovery from a checkstop leaves in a queue", "it is nothing",
            ModelParameters.Default with { CheckstopRecovery = CheckstopRecovery.ResetsQueues }),
    ];

    /// <summary>The reservations about a trace whose last operation violates a rule.</summary>
    public static ImmutableArray<Reservation> Find(Subject subject, Trace trace, Rule rule) =>
        [.. SuspectedBy(subject, trace, rule), .. UnreadBy(subject, trace), .. ChosenFor(subject, trace, rule)];

    /// <summary>The functions on a trace that were not read in any source.</summary>
    public static IEnumerable<Reservation> UnreadBy(Subject subject, Trace trace) =>
        subject.FunctionsOf(trace).SelectMany(functions => functions).Distinct().Order(StringComparer.Ordinal)
            .SelectMany(subject.UnconfirmedIn).Distinct().Select(mark => new Reservation(ReservationKind.Unread, mark, subject.Name));

    // The violating operation runs a function marked with the defect, and the rule is one that detects it.
    private static IEnumerable<Reservation> SuspectedBy(Subject subject, Trace trace, Rule rule) =>
        (subject.FunctionsOf(trace) is { IsEmpty: false } functions ? functions[^1] : [])
            .SelectMany(subject.SuspectedIn).Distinct()
            .Where(mark => Exhibits.Find(mark.Split(':')[0])?.Rules.Contains(rule.Id) == true)
            .Select(mark => new Reservation(ReservationKind.Suspected, mark));

    private static IEnumerable<Reservation> ChosenFor(Subject subject, Trace trace, Rule rule) =>
        Choices.Where(choice => !IsViolated(subject, trace, rule, choice.Parameters)).DistinctBy(choice => choice.What)
            .Select(choice => new Reservation(ReservationKind.Chosen, choice.What, choice.If));

    private static bool IsViolated(Subject subject, Trace trace, Rule rule, ModelParameters parameters)
    {
        var judge = new Judge(subject.Create(trace.Scope, parameters), [rule]);
        foreach (var operation in trace.Operations.AsSpan()[..^1])
            judge.Apply(operation, RuleBits.None, out _);
        return !judge.IsEnded && !judge.Apply(trace.Operations[^1], RuleBits.None, out _).IsEmpty;
    }

    private static ResponseOrder Strongest(ResponseCode code) => ResponseOrder.Of(
    [
        code,
        .. new[]
        {
            ResponseCode.Deconfigured, ResponseCode.Checkstopped, ResponseCode.AssociationSecretNotUnique, ResponseCode.ResetInProgress,
            ResponseCode.Busy,
        }.Where(other => other != code),
    ]);
}
