using ApSpec.RealDriver.Native;
using ApSpec.RealDriver.Replay;
using ApSpec.RealDriver.Run;

namespace ApSpec.RealDriver.Tests.Replay;

/// <summary>How the steps of a recorded thread become one, and what tells where it gave way.</summary>
public sealed class RecordReaderTests
{
    private const uint First = DriverCalls.FirstThread;
    private const uint Second = First + 1;
    private static readonly RecordedPoint Lock = new(IsAccess: false);

    [Fact]
    public void Steps_of_a_thread_are_one_until_another_goes_on()
    {
        var calls = Read(
            new RecordLine(Step: 3), new RecordLine(Call: default(NativeCall), Task: First), Step(First), At(Lock), Step(First), At(Load(7, 8)),
            new RecordLine(Step: 4), new RecordLine(Call: default(NativeCall), Task: Second), Step(Second), End(NativeStatus.Done),
            Step(First), End(NativeStatus.Done));

        Assert.Equal(
            [(3, RecordKind.Call, First, NativeStatus.Point), (4, RecordKind.Call, Second, NativeStatus.Done), (3, RecordKind.GoesOn, First, NativeStatus.Done)],
            calls.Select(call => (call.Step, call.Kind, call.Task, call.End.Status)));
        Assert.Equal(new RecordedStop(1, Load(7, 8), 1), calls[0].Stop);
    }

    [Fact]
    public void A_stop_at_an_access_counts_those_of_the_same_bytes_since_the_last_call()
    {
        var stop = RecordedStop.At([Load(7, 8), Lock, Load(7, 8), Load(7, 16), Load(6, 8), Store(7, 8), Load(7, 8)]);

        Assert.Equal((1, 7u, 2), (stop.Calls, stop.Object, stop.Accesses));
    }

    [Fact]
    public void A_stop_at_a_call_counts_calls_alone()
    {
        var stop = RecordedStop.At([Load(7, 8), Lock, Load(7, 8), Lock]);

        Assert.Equal((2, 0u, 0), (stop.Calls, stop.Object, stop.Accesses));
    }

    [Fact]
    public void A_thread_that_was_running_when_the_record_ends_killed_the_process()
    {
        var calls = Read(new RecordLine(Call: default(NativeCall), Task: First), Step(First), At(Lock), Step(First));

        Assert.Equal(NativeStatus.Died, Assert.Single(calls).End.Status);
    }

    [Fact]
    public void A_wait_ends_a_step_and_what_passes_or_goes_on_is_another()
    {
        var calls = Read(
            new RecordLine(Call: default(NativeCall), Task: First), Step(First), End(NativeStatus.Blocked),
            new RecordLine(Kind: RecordKind.Passed, Task: First), Step(First), At(Lock), Step(First), End(NativeStatus.Done));

        Assert.Equal([(RecordKind.Call, NativeStatus.Blocked), (RecordKind.Passed, NativeStatus.Done)], calls.Select(call => (call.Kind, call.End.Status)));
    }

    private static System.Collections.Immutable.ImmutableArray<RecordedCall> Read(params RecordLine[] lines)
    {
        var reader = new RecordReader();
        foreach (var line in lines)
            reader.Add(line);
        return reader.Calls();
    }

    private static RecordLine Step(uint task) => new(Kind: RecordKind.GoesOn, Task: task);

    private static RecordLine At(RecordedPoint point) => new(Point: point);

    private static RecordLine End(NativeStatus status) => new(End: new RecordedEnd(status, 0));

    private static RecordedPoint Load(uint number, uint offset) => new(true, number, offset, 8);

    private static RecordedPoint Store(uint number, uint offset) => new(true, number, offset, 8, IsWrite: true);
}
