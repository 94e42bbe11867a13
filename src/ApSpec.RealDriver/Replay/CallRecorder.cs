using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ApSpec.RealDriver.Native;
using ApSpec.RealDriver.Run;

namespace ApSpec.RealDriver.Replay;

/// <summary>
/// Writes every call into a compiled driver to a file, line by line, so that the file survives when the driver kills the process. A snapshot
/// of the driver remembers the length of the file; going back to it truncates the file.
/// </summary>
internal sealed class CallRecorder : IDisposable
{
    /// <summary>How lines are written and read.</summary>
    public static readonly JsonSerializerOptions Json = new()
    {
        IncludeFields = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    };

    private readonly FileStream file;
    private readonly Dictionary<uint, long> lengths = [];

    public CallRecorder(string path) => file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);

    public void Step(int step) => Write(new RecordLine(Step: step));

    public void Perms(in NativeMask adapters, in NativeMask domains) => Write(new RecordLine(Perms: new NativeCall { Apm = adapters, Aqm = domains }));

    public void Begin(uint task, in NativeCall call) => Write(new RecordLine(Call: call, Task: task));

    public void GoOn(RecordKind kind, uint task) => Write(new RecordLine(Kind: kind, Task: task));

    public void Point(RecordedPoint point) => Write(new RecordLine(Point: point));

    public void Exchange(NativeStatus status, in NativeRequest request, in NativeAnswer answer) =>
        Write(new RecordLine(Exchange: new CallExchange(status, request, answer)));

    public void End(CallEnd end) => Write(new RecordLine(End: new RecordedEnd(end.Status, end.Value)));

    public void Mark(uint slot) => lengths[slot] = file.Position;

    public void Return(uint slot)
    {
        file.SetLength(lengths[slot]);
        file.Position = lengths[slot];
    }

    public void Dispose() => file.Dispose();

    private void Write(RecordLine line) => file.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(line, Json) + "\n"));
}
