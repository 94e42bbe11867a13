using System.Collections.Immutable;
using ApSpec.RealDriver.Native;

namespace ApSpec.RealDriver.Replay;

/// <summary>A recorded call into the compiled driver.</summary>
/// <param name="Step">The trace's operation it belongs to, from 1; 0 while the driver is loaded, <see cref="AfterTrace"/> after the trace.</param>
/// <param name="Call">The call; when <paramref name="IsPerms"/>, only its masks.</param>
/// <param name="IsPerms">The host's adapters and domains are told; the driver hears nothing.</param>
/// <param name="Exchanges">What it asked for.</param>
/// <param name="End">How it ended.</param>
internal sealed record RecordedCall(
    int Step, NativeCall Call, bool IsPerms, ImmutableArray<CallExchange> Exchanges, RecordedEnd End)
{
    /// <summary>The step of calls that end what the trace began.</summary>
    public const int AfterTrace = 0xffff;
}
