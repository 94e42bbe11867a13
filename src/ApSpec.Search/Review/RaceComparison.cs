using System.Collections.Immutable;
using ApSpec.Check.Threads;
using ApSpec.Explore.Threads;
using ApSpec.Search.Threads;

namespace ApSpec.Search.Review;

/// <summary>
/// The data races that a change brings in. One that was not met before it is looked for in the driver before it, with the same calls: a search may
/// have been cut off.
/// </summary>
public sealed class RaceComparison(IThreadEngine before, ThreadBounds bounds)
{
    /// <summary>Those of the second that the first has not.</summary>
    public ImmutableArray<DataRace> NewIn(ThreadOutcome first, ThreadOutcome second)
    {
        var known = first.Races.Select(race => race.Sign).ToHashSet(StringComparer.Ordinal);
        return [.. second.Races.Where(race => !known.Contains(race.Sign) && !IsThere(race))];
    }

    private bool IsThere(DataRace race) =>
        before.Search(0, ThreadJob.Calls(race.Trace), bounds.Named).Explored?.Races.Any(other => other.Sign == race.Sign) == true;
}
