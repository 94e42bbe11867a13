using System.Collections.Immutable;
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
