using System.Collections.Immutable;
using ApSpec.RealDriver.Native;

namespace ApSpec.RealDriver.Replay;

/// <summary>A recorded call into the compiled driver.</summary>
/// <param name="Step">The trace's operation it belongs to, from 1; 0 while the driver is loaded, <see cref="AfterTrace"/> after the trace.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Task">Which of the calls that are under way: 0 for one that nothing else waits beside.</param>
/// <param name="Call">The call; of <see cref="RecordKind.Perms"/>, only its masks; of one that goes on, nothing.</param>
/// <param name="Exchanges">What it asked for.</param>
/// <param name="End">How it ended.</param>
internal sealed record RecordedCall(
    int Step, RecordKind Kind, uint Task, NativeCall Call, ImmutableArray<CallExchange> Exchanges, RecordedEnd End)
{
    /// <summary>The step of calls that end what the trace began.</summary>
    public const int AfterTrace = 0xffff;
}
