using ApSpec.RealDriver.Native;

namespace ApSpec.RealDriver.Replay;

/// <summary>One line of a record file; one of the parts is not null.</summary>
/// <param name="Step">The operation of the calls that follow.</param>
/// <param name="Perms">Which adapters and domains are the host's.</param>
/// <param name="Call">A call begins.</param>
/// <param name="Kind">A blocked call goes on.</param>
/// <param name="Task">Which call, when it is not the only one.</param>
/// <param name="Point">It came to a place at which another thread can come between.</param>
/// <param name="Exchange">A request of the call, with the answer.</param>
/// <param name="End">It ended.</param>
internal sealed record RecordLine(
    int? Step = null, NativeCall? Perms = null, NativeCall? Call = null, RecordKind? Kind = null, uint Task = 0, RecordedPoint? Point = null, CallExchange? Exchange = null, RecordedEnd? End = null);

/// <summary>How a call ended.</summary>
/// <param name="Status">Done, died, stuck or hung.</param>
/// <param name="Result">What it returned.</param>
internal sealed record RecordedEnd(NativeStatus Status, int Result);
