using System.Collections.Immutable;
using ApSpec.Check.Threads;
using ApSpec.Vocabulary;

namespace ApSpec.Explore.Threads;

/// <summary>Collects the data races that a search of schedules comes by, each pair of places once.</summary>
internal sealed class ThreadRaces(ThreadRun run)
{
    private readonly HashSet<ulong> known = [];
    private readonly SortedDictionary<string, DataRace> found = new(StringComparer.Ordinal);

    /// <summary>Those found.</summary>
    public ImmutableArray<DataRace> Found => [.. found.Values];

    /// <summary>Forgets them.</summary>
    public void Clear()
    {
        known.Clear();
        found.Clear();
    }

    /// <summary>After a step of a thread: notes what it is about to access together with another. True when a trace was made, for which the run was begun anew.</summary>
    public bool Note(int thread, Func<Trace> traceHere)
    {
        DataRace? first = null;
        foreach (var (other, pair) in run.RacingWith(thread))
        {
            if (!known.Add(pair) || run.RaceOf(thread, other) is not { } accesses)
                continue;
            var race = new DataRace(accesses.First, accesses.Second, null!);
            if (!found.ContainsKey(race.Sign))
                found[(first = race).Sign] = race;
        }

        if (first is null)
            return false;
        var trace = traceHere();
        foreach (var sign in found.Where(one => one.Value.Trace is null).Select(one => one.Key).ToArray())
            found[sign] = found[sign] with { Trace = trace };
        return true;
    }
}
