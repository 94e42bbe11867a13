using System.Collections.Immutable;
using static ApSpec.Bench.Interleavings.CallStep;

namespace ApSpec.Bench.Interleavings;

/// <summary>
/// Threads that make one call each, all at once. A call is a row of steps without a branch, and gives back only what it has. Both searches are made from this
/// one description: ours runs kernel functions (<see cref="InterleavedCalls"/>), SPIN Promela (<see cref="PromelaText"/>).
/// </summary>
/// <param name="Threads">The steps of each thread's call.</param>
internal sealed record CallModel(ImmutableArray<ImmutableArray<CallStep>> Threads)
{
    private static readonly ImmutableArray<CallStep> Busy = [WaitForKvm, LockL, SetKvmBusy, UnlockL];
    private static readonly ImmutableArray<CallStep> Idle = [LockL, ClearKvmBusy, UnlockL];

    // The first two set and clear the flag as v5.12 did, one of them writes under H. The others read under H, and take it and K in both orders: where a writer
    // waits between them, the three wait for each other.
    private static readonly ImmutableArray<CallStep> Attach = [.. Busy, LockK, Get, UnlockK, .. Idle];
    private static readonly ImmutableArray<CallStep> Detach = [.. Busy, WriteH, Put, EndWriteH, LockK, Get, Put, UnlockK, .. Idle];
    private static readonly ImmutableArray<CallStep> Enable = [ReadH, Get, LockK, LockL, Get, Put, UnlockL, UnlockK, Put, EndReadH];
    private static readonly ImmutableArray<CallStep> Protect = [LockK, ReadH, LockL, Get, UnlockL, EndReadH, Put, UnlockK];

    /// <summary>Two that read under H and one that writes, some hundred states.</summary>
    public static CallModel Small { get; } = new([Enable, Protect, [WriteH, EndWriteH]]);

    /// <summary>Four threads, some 10^6 states.</summary>
    public static CallModel Large { get; } = new([[.. Attach, .. Attach], [Get, .. Detach, Get, .. Detach], [.. Enable, .. Enable], [.. Protect, .. Protect]]);
}
