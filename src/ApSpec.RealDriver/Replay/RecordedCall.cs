using System.Collections.Immutable;
using ApSpec.RealDriver.Native;

namespace ApSpec.RealDriver.Replay;

/// <summary>A recorded call into the compiled driver; of a thread, as much of it as the thread did in one go.</summary>
/// <param name="Step">Its operation in the trace, from 1; 0 for the load of the driver, <see cref="AfterTrace"/> after the trace.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Task">Its task among the calls in progress; 0 when it is the only one.</param>
/// <param name="Call">The call; only its masks for <see cref="RecordKind.Perms"/>, and empty for a call that continues.</param>
/// <param name="Exchanges">Its requests.</param>
/// <param name="End">How it ended.</param>
internal sealed record RecordedCall(
    int Step, RecordKind Kind, uint Task, NativeCall Call, ImmutableArray<CallExchange> Exchanges, RecordedEnd End)
{
    /// <summary>Of a thread that gives way to another: where; null when the call ended or waits.</summary>
    public RecordedStop? Stop { get; init; }

    /// <summary>The step of calls that clean up after the trace.</summary>
    public const int AfterTrace = 0xffff;
}
