using System.Collections.Immutable;
using System.Text.Json;
using ApSpec.RealDriver.Native;
using ApSpec.RealDriver.Run;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Replay;

/// <summary>
/// A trace as a compiled driver saw it: every call, every AP instruction and sleep on its way with the answer, and how each
/// call ended. It can be run again without ApSpec.
/// </summary>
public sealed class CallRecord
{
    private CallRecord(string name, Trace trace, ImmutableArray<RecordedCall> calls)
    {
        Name = name;
        Trace = trace;
        Calls = calls;
    }

    /// <summary>What the user calls the trace: a file.</summary>
    public string Name { get; }

    /// <summary>The trace.</summary>
    public Trace Trace { get; }

    /// <summary>How many calls were made.</summary>
    public int Count => Calls.Length;

    /// <summary>How many of the trace's operations called the driver.</summary>
    public int Operations => Calls.Select(call => call.Step).Distinct().Count(step => step is not 0 and not RecordedCall.AfterTrace);

    /// <summary>How many AP instructions and sleeps the calls had.</summary>
    public int Requests => Calls.Sum(call => call.Exchanges.Length);

    /// <summary>True when every call came back, up to the end of the module.</summary>
    public bool IsWhole => Calls is [.., { Call.Op: NativeOp.ModuleExit, End.Status: NativeStatus.Done }];

    /// <summary>The step whose call reached a function that nothing stands for, so that nothing is known from there on; null for none.</summary>
    public int? CutOffAt => Calls.FirstOrDefault(call => call.End.Status == NativeStatus.Missing)?.Step;

    internal ImmutableArray<RecordedCall> Calls { get; }

    /// <summary>
    /// Reads a record file. A call without an end is one over which the process died that ran it, whose file this is.
    /// </summary>
    public static CallRecord Read(string path, string name, Trace trace)
    {
        var calls = ImmutableArray.CreateBuilder<RecordedCall>();
        var exchanges = ImmutableArray.CreateBuilder<CallExchange>();
        var step = 0;
        (RecordKind Kind, uint Task, NativeCall Call)? begun = null;
        foreach (var text in File.ReadLines(path))
        {
            // A process that was killed may leave half a line.
            if (!text.EndsWith('}'))
                break;
            var line = JsonSerializer.Deserialize<RecordLine>(text, CallRecorder.Json) ?? throw new JsonException("an empty line of a record");
            step = line.Step ?? step;
            if (line.Call is not null || line.Kind is not null)
                begun = (line.Kind ?? RecordKind.Call, line.Task, line.Call ?? default);
            if (line.Perms is { } perms)
                calls.Add(new RecordedCall(step, RecordKind.Perms, 0, perms, [], new RecordedEnd(NativeStatus.Done, 0)));
            if (line.Exchange is { } exchange)
                exchanges.Add(exchange);
            if (line.End is not { } end)
                continue;
            var (kind, task, call) = begun ?? throw new JsonException("an end without a call");
            calls.Add(new RecordedCall(step, kind, task, call, exchanges.DrainToImmutable(), end));
            begun = null;
        }

        if (begun is { } last)
            calls.Add(new RecordedCall(step, last.Kind, last.Task, last.Call, exchanges.DrainToImmutable(), new RecordedEnd(NativeStatus.Died, 0)));
        return new CallRecord(name, trace, calls.DrainToImmutable());
    }
}
