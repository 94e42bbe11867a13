using System.Collections.Immutable;
using System.Text.Json;
using ApSpec.RealDriver.Native;
using ApSpec.RealDriver.Run;

namespace ApSpec.RealDriver.Replay;

/// <summary>Puts the lines of a record together to calls. Steps that a thread took one after the other are one.</summary>
internal sealed class RecordReader
{
    private readonly ImmutableArray<RecordedCall>.Builder calls = ImmutableArray.CreateBuilder<RecordedCall>();
    private readonly ImmutableArray<CallExchange>.Builder exchanges = ImmutableArray.CreateBuilder<CallExchange>();
    private readonly List<RecordedPoint> points = [];
    private readonly Dictionary<uint, int> stepsOfThreads = [];
    private int step;
    private (int Step, RecordKind Kind, uint Task, NativeCall Call)? begun;
    private bool isRunning;

    /// <summary>The next line.</summary>
    public void Add(RecordLine line)
    {
        step = line.Step ?? step;
        if (line.Call is not null || line.Kind is not null)
            Begin(line.Kind ?? RecordKind.Call, line.Task, line.Call ?? default);
        if (line.Perms is { } perms)
        {
            GiveWay();
            calls.Add(new RecordedCall(step, RecordKind.Perms, 0, perms, [], new RecordedEnd(NativeStatus.Done, 0)));
        }

        if (line.Exchange is { } exchange)
            exchanges.Add(exchange);
        if (line.Point is { } point)
        {
            points.Add(point);
            isRunning = false;
        }

        if (line.End is { } end)
            End(end);
    }

    /// <summary>All calls. One without an end killed the process that wrote the record.</summary>
    public ImmutableArray<RecordedCall> Calls()
    {
        GiveWay();
        if (begun is not null)
            End(new RecordedEnd(NativeStatus.Died, 0));
        return calls.DrainToImmutable();
    }

    private void Begin(RecordKind kind, uint task, in NativeCall call)
    {
        // A thread's first step follows its call, each other step the one before.
        if (kind != RecordKind.GoesOn || task < DriverCalls.FirstThread || begun?.Task != task)
        {
            GiveWay();
            if (kind == RecordKind.Call)
                stepsOfThreads[task] = step;
            begun = (task < DriverCalls.FirstThread ? step : stepsOfThreads.GetValueOrDefault(task, step), kind, task, call);
        }

        isRunning = true;
    }

    // A thread stays where its last step ended.
    private void GiveWay()
    {
        if (begun is null || isRunning || points.Count == 0)
            return;
        End(new RecordedEnd(NativeStatus.Point, 0));
    }

    private void End(RecordedEnd end)
    {
        var (of, kind, task, call) = begun ?? throw new JsonException("an end without a call");
        calls.Add(new RecordedCall(of, kind, task, call, exchanges.DrainToImmutable(), end) { Stop = end.Status == NativeStatus.Point ? RecordedStop.At(points) : null });
        points.Clear();
        begun = null;
    }
}
