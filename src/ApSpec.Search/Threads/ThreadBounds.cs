using ApSpec.Explore.Threads;

namespace ApSpec.Search.Threads;

/// <summary>How far a campaign searches.</summary>
/// <param name="Named">The named sets.</param>
/// <param name="Random">The random ones.</param>
/// <param name="Pairs">Every two calls of a state.</param>
public sealed record ThreadBounds(ThreadLimits Named, ThreadLimits Random, ThreadLimits Pairs)
{
    /// <summary>For a modelled revision: every schedule of a named set.</summary>
    public static ThreadBounds Model { get; } = new(new ThreadLimits(StatesMax: 500_000), new ThreadLimits(2, 10_000) { RandomSchedules = 20 }, new ThreadLimits(2, 10_000));

    /// <summary>For a compiled driver, whose calls have many more steps.</summary>
    public static ThreadBounds Compiled { get; } = new(
        new ThreadLimits(2, 60_000) { RandomSchedules = 30 }, new ThreadLimits(1, 5_000) { RandomSchedules = 20 }, new ThreadLimits(1, 20_000));

    /// <summary>
    /// For a compiled driver beside another: what a change makes possible is looked for further, and nothing at random, which would be found in one of the two by chance.
    /// </summary>
    public static ThreadBounds Compared { get; } = new(
        new ThreadLimits(2, 60_000) { KeepsEnds = true }, new ThreadLimits(1, 5_000), new ThreadLimits(2, 60_000) { KeepsEnds = true });
}
