using System.Collections.Immutable;
using ApSpec.Check.Threads;
using ApSpec.RealDriver.Patches;
using ApSpec.RealDriver.Races;
using ApSpec.Search;
using ApSpec.Search.Locks;
using ApSpec.Search.Review;
using ApSpec.Search.Threads;

namespace ApSpec.RealDriver.Review;

/// <summary>What a review of one pair of trees found.</summary>
/// <param name="Pair">The pair.</param>
/// <param name="Before">The check of the driver before the change.</param>
/// <param name="After">The check of the driver after it.</param>
/// <param name="Changes">What the change does to each cause.</param>
public sealed record ReviewOutcome(ReviewPair Pair, CheckOutcome Before, CheckOutcome After, ImmutableArray<CauseChange> Changes)
{
    /// <summary>What the change does to what calls at once show.</summary>
    public ImmutableArray<ThreadChange> AtOnce { get; init; } = [];

    /// <summary>The searches of the driver after the change; null when none was made.</summary>
    public ThreadOutcome? Threads { get; init; }

    /// <summary>The differences in results or the ledger, the shortest trace first.</summary>
    public ImmutableArray<ExplainedDifference> Differences { get; init; } = [];

    /// <summary>The lock step with a model; null when the version before the change has no model.</summary>
    public ModelRun? Model { get; init; }

    /// <summary>That version.</summary>
    public string BaseVersion { get; init; } = "";

    /// <summary>The changed lines, and which were run; null when not determined.</summary>
    public ChangedRun? Lines { get; init; }

    /// <summary>Accesses that lost their common lock by the change; null when not determined.</summary>
    public ImmutableArray<AccessPair>? Races { get; init; }

    /// <summary>Accesses that two calls can make at the same time, and could not before the change.</summary>
    public ImmutableArray<DataRace> DataRaces { get; init; } = [];

    /// <summary>Ways in which calls at once end, and cannot before the change; no rule minds them.</summary>
    public ImmutableArray<Difference> Ends { get; init; } = [];

    /// <summary>What the change does to cycles in the order of locks that no trace shows by itself.</summary>
    public ImmutableArray<OrderChange> Orders { get; init; } = [];

    /// <summary>Traces that ran on both side by side.</summary>
    public long Compared { get; init; }

    /// <summary>Operations of these.</summary>
    public long ComparedSteps { get; init; }

    /// <summary>Differences that violate no rule and that no cause explains.</summary>
    public ImmutableArray<ExplainedDifference> Unexplained => [.. Differences.Where(one => one.By is null)];

    /// <summary>What was not judged, and why; empty when all was.</summary>
    public ImmutableArray<string> NotJudged { get; init; } = [];

    /// <summary>New failures that no rule judges, only of the driver after the change: failed self-tests, traces that end the process.</summary>
    public ImmutableArray<string> Unruly { get; init; } = [];

    /// <summary>The causes of one kind of change.</summary>
    public ImmutableArray<CauseChange> ChangesOf(ChangeKind kind) => [.. Changes.Where(change => change.Kind == kind)];

    /// <summary>Those of calls at once.</summary>
    public ImmutableArray<ThreadChange> AtOnceOf(ChangeKind kind) => [.. AtOnce.Where(change => change.Kind == kind)];

    /// <summary>Those of cycles of locks.</summary>
    public ImmutableArray<OrderChange> OrdersOf(ChangeKind kind) => [.. Orders.Where(change => change.Kind == kind)];

    /// <summary>True when something goes wrong that did not before.</summary>
    public bool IsBroken => Changes.Any(change => change.Kind == ChangeKind.New) || AtOnce.Any(change => change.Kind == ChangeKind.New) || Orders.Any(change => change.Kind == ChangeKind.New) || !Unruly.IsEmpty;

    /// <summary>True when all of the change was judged, and every difference violates a rule.</summary>
    public bool IsJudged => NotJudged.IsEmpty && Unexplained.IsEmpty && !IsUnlocked && DataRaces.IsEmpty && Ends.IsEmpty;

    /// <summary>True when accesses have lost their common lock.</summary>
    public bool IsUnlocked => Races is { IsEmpty: false };

    /// <summary>Traces that ran on both.</summary>
    public long Traces => After.Campaigns.Sum(campaign => campaign.Traces);

    /// <summary>Operations of these.</summary>
    public long Steps => After.Campaigns.Sum(campaign => campaign.Steps);
}
