namespace ApSpec.Explore.Threads;

/// <summary>The limits of a search of schedules. One that hits a limit has proven nothing beyond it.</summary>
/// <param name="PreemptionsMax">Preemptions of a schedule.</param>
/// <param name="StatesMax">States stored.</param>
/// <param name="Time">When it has to end; null for no such limit.</param>
public sealed record ThreadLimits(int PreemptionsMax = int.MaxValue, int StatesMax = 2_000_000, TimeLimit? Time = null)
{
    /// <summary>Random schedules of calls of which not every schedule was searched.</summary>
    public int RandomSchedules { get; init; }

    /// <summary>The ways in which the calls end are kept.</summary>
    public bool KeepsEnds { get; init; }
}
