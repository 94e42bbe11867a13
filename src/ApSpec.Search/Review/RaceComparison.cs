using System.Collections.Immutable;
using ApSpec.Check.Threads;
using ApSpec.Explore.Threads;
using ApSpec.Search.Threads;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Review;

/// <summary>
/// The data races that a change brings in. One that was not met before it is looked for in the driver before it, with the same calls: a search may
/// have been cut off. One that only moved into another function is none: as many accesses of its kind, under its locks, raced in these calls before.
/// </summary>
public sealed class RaceComparison(IThreadEngine before, IThreadEngine after, ThreadLimits limits)
{
    private readonly Dictionary<(bool IsAfter, string Calls), ThreadExploration?> searched = [];

    /// <summary>Races of which it is not known whether they were there: the same calls could not be searched to the end before the change.</summary>
    public int Unknown { get; private set; }

    /// <summary>Those of the second that the first has not.</summary>
    public ImmutableArray<DataRace> NewIn(ThreadOutcome first, ThreadOutcome second)
    {
        var known = first.Races.Select(race => race.Sign).ToHashSet(StringComparer.Ordinal);
        return [.. second.Races.Where(race => !known.Contains(race.Sign) && IsNew(race))];
    }

    private bool IsNew(DataRace race)
    {
        var calls = race.Trace with { Schedule = new Schedule([]) };
        var was = Search(before, calls, false);
        if (was?.Races.Any(other => other.Sign == race.Sign) == true)
            return false;
        if (was?.IsExhaustiveTo(limits.PreemptionsMax) != true)
        {
            Unknown++;
            return false;
        }

        return Search(after, calls, true) is not { } now || CountOf(now, race) > CountOf(was, race);
    }

    private ThreadExploration? Search(IThreadEngine engine, Trace calls, bool isAfter)
    {
        var key = (isAfter, calls.ToString());
        if (!searched.TryGetValue(key, out var found))
            searched[key] = found = engine.Search(0, ThreadJob.Calls(calls), limits).Explored;
        return found;
    }

    private static int CountOf(ThreadExploration explored, DataRace race) => explored.Races.Count(other => ShapeOf(other) == ShapeOf(race));

    private static string ShapeOf(DataRace race) => string.Join(" / ", new[] { race.First, race.Second }
        .Select(access => $"{access.What} {access.Bytes} {string.Join(' ', access.Held)}").Order(StringComparer.Ordinal));
}
