using System.Collections.Immutable;
using ApSpec.Check.Threads;
using ApSpec.RealDriver.Confinement;
using ApSpec.Search;
using ApSpec.Search.Threads;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Worker;

/// <summary>Converts what a lock step shows to plain data for the pipe and back. Text that is read is not trusted.</summary>
internal static class LockStepTexts
{
    public static LockStepData ToData(LockStepStretch stretch) => new(
        stretch.Agreed, stretch.Steps, stretch.CutBy, [.. stretch.Kinds.Select(kind => kind.ToString())], stretch.LeftOut,
        stretch.Found?.Seed ?? 0, stretch.Found?.Trace.ToString(), stretch.Found?.Texts);

    public static ThreadLockStepData ToData(ThreadLockStepPart part) => new(part.Compared, part.Equal, part.LeftOut, part.Steps, part.Schedules,
        [.. part.Differences.Select(one => new ThreadDifferenceData(one.Trace.ToString(), one.Real, one.Modelled))]);

    /// <exception cref="InvalidDataException">It is none.</exception>
    public static LockStepStretch StretchOf(LockStepData? data) => data is null ? throw new InvalidDataException() : new(
        data.Agreed, data.Steps, CutReasons.Sum([data.CutBy.Select(pair => KeyValuePair.Create(PlainText.Clean(pair.Key), pair.Value))]),
        [.. data.Kinds.Select(StepTexts.Known<OperationKind>)], StepTexts.Plain(data.LeftOut),
        data.Trace is null ? null : new LockStepFound(data.Seed, TraceOf(data.Trace), StepTexts.Plain(data.Texts)));

    /// <exception cref="InvalidDataException">It is none.</exception>
    public static ThreadLockStepPart PartOf(ThreadLockStepData data) => new(data.Compared, data.Equal, data.LeftOut, data.Steps, data.Schedules,
        [.. data.Differences.Select(one => one is null ? throw new InvalidDataException()
            : new ThreadLockStepDifference(ThreadTexts.TraceOf(one.Trace), PlainText.Clean(one.Real), PlainText.Clean(one.Modelled)))]);

    private static Trace TraceOf(string text) =>
        TraceFile.Parse("pipe", System.Text.Encoding.UTF8.GetBytes(text), out _)?.Trace ?? throw new InvalidDataException();
}
