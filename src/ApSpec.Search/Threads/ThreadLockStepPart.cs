using System.Collections.Immutable;

namespace ApSpec.Search.Threads;

/// <summary>What some of the calls of a lock step showed.</summary>
/// <param name="Compared">Sets of calls that were compared.</param>
/// <param name="Equal">Those of them that end in the same ways on both.</param>
/// <param name="LeftOut">Sets that the modelled bus keeps apart, or that only one of the two can make.</param>
/// <param name="Steps">Steps of the real code.</param>
/// <param name="Schedules">Schedules of the real code.</param>
/// <param name="Differences">What ends otherwise in the real code, in the order of the calls.</param>
public sealed record ThreadLockStepPart(
    int Compared, int Equal, int LeftOut, long Steps, long Schedules, ImmutableArray<ThreadLockStepDifference> Differences)
{
    /// <summary>Of no calls.</summary>
    public static ThreadLockStepPart None { get; } = new(0, 0, 0, 0, 0, []);

    /// <summary>This and the part of the calls after these.</summary>
    public ThreadLockStepPart And(ThreadLockStepPart next) => new(
        Compared + next.Compared, Equal + next.Equal, LeftOut + next.LeftOut, Steps + next.Steps, Schedules + next.Schedules,
        Differences.AddRange(next.Differences));
}
