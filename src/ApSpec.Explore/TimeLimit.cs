namespace ApSpec.Explore;

/// <summary>When work has to come to an end: at a time, by a clock that is handed in, or as soon as somebody asks for it.</summary>
/// <param name="end">The time, by <paramref name="clock"/>; <see cref="TimeSpan.MaxValue"/> for no end.</param>
/// <param name="clock">Time since some beginning.</param>
/// <param name="isStopped">Asks whether it is to end now; null when nobody may.</param>
public sealed class TimeLimit(TimeSpan end, Func<TimeSpan> clock, Func<bool>? isStopped = null)
{
    /// <summary>True when the work has to end.</summary>
    public bool IsOver => isStopped?.Invoke() == true || (end != TimeSpan.MaxValue && clock() >= end);

    /// <summary>Time that is left; null when there is no end.</summary>
    public TimeSpan? Left => end == TimeSpan.MaxValue ? null : end > clock() ? end - clock() : TimeSpan.Zero;

    /// <summary>A limit for the next part of the work, which gets <paramref name="share"/> of what is left, 0 to 1.</summary>
    public TimeLimit Part(double share) => Left is { } left ? new TimeLimit(clock() + (left * share), clock, isStopped) : this;
}
