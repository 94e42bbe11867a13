using System.Collections.Immutable;
using ApSpec.Explore.Symmetry;
using ApSpec.Vocabulary;

namespace ApSpec.Explore;

/// <summary>The result of a breadth-first search.</summary>
/// <param name="States">Different states, the initial one included.</param>
/// <param name="Transitions">Operations done from them, without those that are not possible.</param>
/// <param name="DeadEnds">Transitions with a call that died or is stuck; nothing after them is searched.</param>
/// <param name="Depth">The number of operations within which every state was found.</param>
/// <param name="IsComplete">True when no state was left unexpanded.</param>
/// <param name="Caps">What cut transitions off, such as a counter at its cap, with the number of transitions cut off by each.</param>
/// <param name="Violations">The first violation of each rule, shortest first.</param>
/// <param name="Witnessed">Ids of the rules with a premise that held at some step.</param>
/// <param name="Taken">The lifecycle's transitions that were taken, one bit each at <see cref="TransitionTable.IndexOf"/>.</param>
public sealed record Exploration(
    int States,
    long Transitions,
    long DeadEnds,
    int Depth,
    bool IsComplete,
    ImmutableSortedDictionary<Cutoff, long> Caps,
    ImmutableArray<FirstViolation> Violations,
    ImmutableHashSet<string> Witnessed,
    ulong Taken)
{
    /// <summary>True when the search stopped for lack of memory.</summary>
    public bool IsOutOfMemory { get; init; }

    /// <summary>Bytes that held the states, what finds them, and where they came from.</summary>
    public long Bytes { get; init; }

    /// <summary>Objects that were taken for each other.</summary>
    public Likes Alike { get; init; }

    /// <summary>States that the stored ones stand for, of those that were searched.</summary>
    public long StatesInAll { get; init; }

    /// <summary>Transitions that those done stand for.</summary>
    public long TransitionsInAll { get; init; }

    /// <summary>Dead ends that those met stand for.</summary>
    public long DeadEndsInAll { get; init; }

    /// <summary>Transitions without a verdict that those met stand for.</summary>
    public long CutOffInAll { get; init; }

    /// <summary>States in which it was tried whether the objects are alike.</summary>
    public long StatesTried { get; init; }

    /// <summary>What showed that objects are not alike, which ended the search; null when nothing did.</summary>
    public Asymmetry? Asymmetry { get; init; }

    /// <summary>What showed in searches before this one that objects are not alike.</summary>
    public ImmutableArray<Asymmetry> Unlike { get; init; } = [];

    /// <summary>True when the whole space was searched and no counter was cut off: a rule without a violation holds here.</summary>
    public bool IsExhaustive => IsComplete && Caps.IsEmpty;
}
