using System.Collections.Immutable;
using ApSpec.Architecture;
using ApSpec.Check.Threads;
using ApSpec.RealDriver.Confinement;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Worker;

/// <summary>Converts runs by a schedule to plain data for the pipe and back. Text that is read is not trusted.</summary>
internal static class ThreadRecordTexts
{
    public static ThreadRecordData ToData(Trace trace, ThreadRecord record) => new(
        [.. record.Before.Select(StepTexts.ToData)], [.. record.Steps.Select(step => ToData(trace, step))], [.. record.AtEnd.Select(ThreadTexts.ToData)],
        [.. record.Unfinished.Select(one => new UnfinishedData(ThreadTexts.PlaceOf(trace, one.Thread, one.Call), one.Function, one.Has, one.WaitsFor))],
        [.. record.NotMade.Select(one => ThreadTexts.PlaceOf(trace, one.Thread, one.Call))], record.OneAfterTheOther, record.IsCutOff, record.IsStateJudged);

    public static ThreadRecord RecordOf(Trace trace, ThreadRecordData data) => new(
        StepTexts.StepsOf(trace with { Operations = trace.Before, Schedule = null }, data.Before), [.. data.Steps.Select(step => StepOf(trace, step))],
        [.. data.AtEnd.Select(ThreadTexts.ViolationOf)], [.. data.Unfinished.Select(one => UnfinishedOf(trace, one))],
        [.. data.NotMade.Select(one => ThreadTexts.CallOf(trace, one))], StepTexts.Plain(data.OneAfterTheOther), data.IsCutOff)
    { IsStateJudged = data.IsStateJudged };

    private static ThreadStepData ToData(Trace trace, ThreadStep step) => new(
        ThreadTexts.PlaceOf(trace, step.Thread, step.Call), step.IsFirst, step.IsPreempting,
        [.. step.Effects.Select(effect => new ThreadEffectData(effect.Function, effect.What, effect.IsAccess))], [.. step.Taken.Select(ToData)],
        [.. step.GivenBack.Select(ToData)],
        [.. step.Faults.Select(fault => new FaultData(fault.Kind.ToString(), fault.Subject, fault.Function, fault.Line, fault.Freed))],
        [.. step.Violations.Select(ThreadTexts.ToData)], step.WaitsFor,
        step.Result is { } result
            ? new ResultData(result.Outcome.ToString(), result.Errno.ToString(), (byte)result.ResponseCode, result.IsInstruction, result.Reason, result.KeepsConditionCode) : null);

    private static ThreadStep StepOf(Trace trace, ThreadStepData? data)
    {
        if (data is null)
            throw new InvalidDataException();
        var (thread, call) = ThreadTexts.CallOf(trace, data.Call);
        return new ThreadStep(thread, call, data.IsFirst, data.IsPreempting,
            [.. data.Effects.Select(effect => new ThreadEffect(PlainText.Clean(effect.Function), PlainText.Clean(effect.What)) { IsAccess = effect.IsAccess })],
            LocksOf(data.Taken), LocksOf(data.GivenBack), StepTexts.Plain(data.WaitsFor),
            [.. data.Faults.Select(fault => new Fault(StepTexts.Known<FaultKind>(fault.Kind), PlainText.Clean(fault.Subject), PlainText.Clean(fault.Function), fault.Line) { Freed = StepTexts.Plain(fault.Freed) })],
            data.Result is { } result ? ResultOf(result) : null, [.. data.Violations.Select(ThreadTexts.ViolationOf)]);
    }

    private static UnfinishedThread UnfinishedOf(Trace trace, UnfinishedData? data)
    {
        if (data is null)
            throw new InvalidDataException();
        var (thread, call) = ThreadTexts.CallOf(trace, data.Call);
        return new UnfinishedThread(thread, call, PlainText.Clean(data.Function), StepTexts.Plain(data.Has), StepTexts.Plain(data.WaitsFor));
    }

    private static StepResult ResultOf(ResultData data) => new(StepTexts.Known<Outcome>(data.Outcome), StepTexts.Known<Errno>(data.Errno),
        (ResponseCode)data.ResponseCode, data.IsInstruction, StepTexts.Plain(data.Reason))
    { KeepsConditionCode = data.KeepsConditionCode };

    private static LockData ToData(LockId id) => new(id.Class.ToString(), id.Instance);

    private static ImmutableArray<LockId> LocksOf(IReadOnlyList<LockData> locks) => [.. locks.Select(one => new LockId(StepTexts.Known<LockClass>(one.Class), one.Instance))];
}
