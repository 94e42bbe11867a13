using System.Collections.Immutable;
using System.Text.Json;
using ApSpec.RealDriver.Native;
using ApSpec.RealDriver.Run;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Replay;

/// <summary>
/// A trace as a compiled driver saw it: every call with its result, and every AP instruction and sleep in it with the answer. It can be run
/// again without ApSpec.
/// </summary>
public sealed class CallRecord
{
    private CallRecord(string name, Trace trace, ImmutableArray<RecordedCall> calls)
    {
        Name = name;
        Trace = trace;
        Calls = calls;
    }

    /// <summary>The trace's name: a file.</summary>
    public string Name { get; }

    /// <summary>The trace.</summary>
    public Trace Trace { get; }

    /// <summary>How many calls were made.</summary>
    public int Count => Calls.Length;

    /// <summary>How many of the trace's operations called the driver.</summary>
    public int Operations => Calls.Select(call => call.Step).Distinct().Count(step => step is not 0 and not RecordedCall.AfterTrace);

    /// <summary>How many AP instructions and sleeps the calls had.</summary>
    public int Requests => Calls.Sum(call => call.Exchanges.Length);

    /// <summary>True when every call returned, up to the unload of the module.</summary>
    public bool IsWhole => Calls is [.., { Call.Op: NativeOp.ModuleExit, End.Status: NativeStatus.Done }];

    /// <summary>The step with a call of a function without a fake; nothing is known from there on. Null for none.</summary>
    public int? CutOffAt => Calls.FirstOrDefault(call => call.End.Status == NativeStatus.Missing)?.Step;

    internal ImmutableArray<RecordedCall> Calls { get; }

    /// <summary>
    /// Reads a record file. A last call without an end killed the process that wrote the file.
    /// </summary>
    public static CallRecord Read(string path, string name, Trace trace)
    {
        var reader = new RecordReader();
        foreach (var text in File.ReadLines(path))
        {
            // A killed process may leave half a line.
            if (!text.EndsWith('}'))
                break;
            reader.Add(JsonSerializer.Deserialize<RecordLine>(text, CallRecorder.Json) ?? throw new JsonException("an empty line of a record"));
        }

        return new CallRecord(name, trace, reader.Calls());
    }
}
