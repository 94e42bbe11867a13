namespace ApSpec.Explore;

/// <summary>A deadline for work: a time on a given clock, or a request to stop.</summary>
/// <param name="end">The time, by <paramref name="clock"/>; <see cref="TimeSpan.MaxValue"/> for no end.</param>
/// <param name="clock">Time since some beginning.</param>
/// <param name="isStopped">True when the work must end now; null for never.</param>
public sealed class TimeLimit(TimeSpan end, Func<TimeSpan> clock, Func<bool>? isStopped = null)
{
    /// <summary>True when the work has to end.</summary>
    public bool IsOver => isStopped?.Invoke() == true || (end != TimeSpan.MaxValue && clock() >= end);

    /// <summary>Time that is left; null when there is no end.</summary>
    public TimeSpan? Left => end == TimeSpan.MaxValue ? null : end > clock() ? end - clock() : TimeSpan.Zero;

    /// <summary>A limit for the next part of the work, which gets <paramref name="share"/> (0 to 1) of the remaining time.</summary>
    public TimeLimit Part(double share) => Left is { } left ? new TimeLimit(clock() + (left * share), clock, isStopped) : this;
}
