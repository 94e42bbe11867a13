using System.Collections.Immutable;
using ApSpec.Check.Locks;
using ApSpec.Check.Threads;
using ApSpec.Vocabulary;

namespace ApSpec.Explore.Threads;

/// <summary>The result of a search of schedules.</summary>
/// <param name="States">Different states of world, threads and the thread that went on last.</param>
/// <param name="Transitions">Steps done from them.</param>
/// <param name="Ends">States in which no thread can go on.</param>
/// <param name="DeadEnds">Steps with which a call died; nothing after them is searched.</param>
/// <param name="Preemptions">Every schedule with at most so many preemptions was searched; -1 when not even those with none were.</param>
/// <param name="IsComplete">Every schedule was searched.</param>
/// <param name="Caps">What cut steps off, such as a counter at its cap, with their number.</param>
/// <param name="Findings">What was found, with the fewest preemptions first.</param>
public sealed record ThreadExploration(
    int States,
    long Transitions,
    long Ends,
    long DeadEnds,
    int Preemptions,
    bool IsComplete,
    ImmutableSortedDictionary<Cutoff, long> Caps,
    ImmutableArray<ThreadFinding> Findings)
{
    /// <summary>Searches of different calls as one; each finding once, with the fewest preemptions.</summary>
    /// <param name="all">The searches.</param>
    /// <param name="isWhole">None was left out.</param>
    /// <param name="preemptions">What they had to come to.</param>
    public static ThreadExploration Sum(IReadOnlyCollection<ThreadExploration> all, bool isWhole, int preemptions) => new(
        all.Sum(one => one.States), all.Sum(one => one.Transitions), all.Sum(one => one.Ends), all.Sum(one => one.DeadEnds),
        isWhole && all.All(one => one.IsComplete || one.Preemptions >= preemptions) ? preemptions : all.Select(one => one.Preemptions).DefaultIfEmpty(-1).Min(),
        isWhole && all.All(one => one.IsComplete),
        all.SelectMany(one => one.Caps).GroupBy(cap => cap.Key).ToImmutableSortedDictionary(same => same.Key, same => same.Sum(cap => cap.Value)),
        [
            .. all.SelectMany(one => one.Findings).GroupBy(finding => (finding.Violation.Rule.Id, finding.Violation.Sign))
                .Select(same => same.MinBy(finding => (finding.Preemptions, finding.Trace.Operations.Length))!),
        ])
    {
        AreStatesJudged = all.All(one => one.AreStatesJudged),
        Edges = [.. all.SelectMany(one => one.Edges).DistinctBy(shown => OrderKey.Of(shown.Edge))],
        Races = [.. all.SelectMany(one => one.Races).DistinctBy(race => race.Sign)],
        Ended = [.. all.SelectMany(one => one.Ended)],
        Searches = all.Sum(one => one.Searches),
        Schedules = all.Sum(one => one.Schedules),
        RandomSchedules = all.Sum(one => one.RandomSchedules),
    };

    /// <summary>Orders of whole calls, and preemptions of them that lead to a state of their own.</summary>
    public long Schedules { get; init; }

    /// <summary>Schedules that were drawn at random beyond those searched.</summary>
    public long RandomSchedules { get; init; }

    /// <summary>Accesses that two threads can make at the same time, each pair of functions once; of compiled drivers alone.</summary>
    public ImmutableArray<DataRace> Races { get; init; } = [];

    /// <summary>The ways in which the calls end; empty when they are not kept.</summary>
    public ImmutableArray<ThreadEnd> Ended { get; init; } = [];

    /// <summary>The ways to take one lock under another that the schedules came by.</summary>
    public ImmutableArray<ShownEdge> Edges { get; init; } = [];

    /// <summary>How many sets of calls were searched.</summary>
    public int Searches { get; init; } = 1;

    /// <summary>Calls that no schedule makes, with their threads: the core never delivers them.</summary>
    public ImmutableArray<(byte Thread, Operation Call)> NeverMade { get; init; } = [];

    /// <summary>Ids of the rules that the calls violate one after the other, in some order.</summary>
    public ImmutableArray<string> OneAfterTheOther { get; init; } = [];

    /// <summary>False when every order of whole calls dies or passes a cap and some schedule does not: nothing says which states are right there.</summary>
    public bool AreStatesJudged { get; init; } = true;

    /// <summary>True when every schedule with at most so many preemptions was searched, its end judged, and no counter was cut off.</summary>
    public bool IsExhaustiveTo(int preemptions) => (IsComplete || Preemptions >= preemptions) && Caps.IsEmpty && AreStatesJudged;

    /// <summary>True when every schedule was searched, its end judged, and no counter was cut off.</summary>
    public bool IsExhaustive => IsComplete && Caps.IsEmpty && AreStatesJudged;
}
