using System.Collections.Immutable;
using ApSpec.Architecture;
using ApSpec.Check;
using ApSpec.RealDriver.Confinement;
using ApSpec.Rules;
using ApSpec.Search;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Worker;

/// <summary>Converts recorded steps to plain data for the pipe and back. Text that is read is not trusted, and cleaned for a terminal.</summary>
internal static class StepTexts
{
    public static StepData ToData(RecordedStep step) => new(
        step.Result.Outcome.ToString(), step.Result.Errno.ToString(), (byte)step.Result.ResponseCode, step.Result.IsInstruction,
        step.Cells.References, step.Cells.Hook, step.Cells.Masks, step.Cells.Locks, step.Faults, step.Changes,
        [.. step.Violations.Select(ToData)], step.IsCutOff, step.Result.Reason, step.Result.KeepsConditionCode);

    public static ReplayData ToData(ReplayedTrace replay) => new(
        [.. replay.Steps.Select(ToData)],
        [.. replay.Guest.Select(told => new GuestData(told.Step, told.Fact))],
        [.. replay.Reservations.Select(told => ToData(told.Reservation, told.Rules))]);

    public static ReservationData ToData(Reservation reservation, IReadOnlyList<string> rules) =>
        new(rules, reservation.Kind.ToString(), reservation.What, reservation.Given);

    /// <summary>Reads the steps of <paramref name="trace"/>; a report has one for each operation, from the first.</summary>
    /// <exception cref="InvalidDataException">There are more steps than operations.</exception>
    public static ImmutableArray<RecordedStep> StepsOf(Trace trace, IReadOnlyList<StepData> steps) => steps.Count > trace.Operations.Length
        ? throw new InvalidDataException()
        : [.. steps.Index().Select(at => StepOf(at.Index + 1, trace.Operations[at.Index], at.Item))];

    /// <summary>Reads the replay of <paramref name="trace"/> from data.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static ReplayedTrace ReplayOf(Trace trace, ReplayData replay) => new(trace, StepsOf(trace, replay.Steps),
        [.. replay.Guest.Select(told => (told?.Step ?? throw new InvalidDataException(), FactOf(told.Fact)))],
        [.. replay.Reservations.Select(told => new RuleReservation([.. Plain(told?.Rules)], ReservationOf(told)))]);

    public static Reservation ReservationOf(ReservationData? data) => data is null ? throw new InvalidDataException()
        : new(Known<ReservationKind>(data.Kind), PlainText.Clean(data.What), Plain(data.Given));

    public static ImmutableArray<GuestFact> GuestOf(IReadOnlyList<GuestFact> facts) => [.. facts.Select(FactOf)];

    public static ImmutableArray<string> Plain(IReadOnlyList<string>? lines) =>
        [.. (lines ?? throw new InvalidDataException()).Select(line => Plain(line) ?? throw new InvalidDataException())];

    public static string? Plain(string? text) => text is null ? null : PlainText.Clean(text);

    private static GuestFact FactOf(GuestFact? fact) => fact is null || !Enum.IsDefined(fact.Kind) || !Enum.IsDefined(fact.When)
        ? throw new InvalidDataException()
        : fact with
        {
            Guest = Plain(fact.Guest),
            Other = Plain(fact.Other),
            Mdev = Plain(fact.Mdev),
            Queues = Plain(fact.Queues),
            Operation = Plain(fact.Operation),
            Fault = Plain(fact.Fault),
            Answer = Plain(fact.Answer),
        };

    public static ViolationData ToData((Rule Rule, Evidence Evidence) violation) => new(
        violation.Rule.Id, violation.Evidence.Column.ToString(), violation.Evidence.Queue, violation.Evidence.Mdev?.Value,
        violation.Evidence.Kvm?.Value, violation.Evidence.Text, violation.Evidence.Sign, violation.Evidence.Freed);

    private static RecordedStep StepOf(int number, Operation operation, StepData? data) => data is null ? throw new InvalidDataException()
        : new RecordedStep(number, operation,
            new StepResult(Known<Outcome>(data.Outcome), Known<Errno>(data.Errno), (ResponseCode)data.ResponseCode, data.IsInstruction, Plain(data.Reason))
            {
                KeepsConditionCode = data.KeepsConditionCode,
            },
            new LedgerCells(PlainText.Clean(data.References), PlainText.Clean(data.Hook), PlainText.Clean(data.Masks), PlainText.Clean(data.Locks)),
            Plain(data.Faults), Plain(data.Changes), [.. data.Violations.Select(ViolationOf)])
        { IsCutOff = data.IsCutOff };

    public static (Rule Rule, Evidence Evidence) ViolationOf(ViolationData? data) =>
        data is null || RuleBook.Find(data.Rule) is not { } rule ? throw new InvalidDataException()
        : (rule, new Evidence(Known<EvidenceColumn>(data.Column), data.Mdev is { } m ? new MdevId(m) : null, data.Kvm is { } k ? new KvmId(k) : null,
            data.Queue, Plain(data.Text), Plain(data.Sign))
        { Freed = Plain(data.Freed) });

    public static T Known<T>(string name)
        where T : struct, Enum => Enum.TryParse<T>(name, out var value) && Enum.IsDefined(value) ? value : throw new InvalidDataException();
}
