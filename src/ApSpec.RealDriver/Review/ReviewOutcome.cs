using System.Collections.Immutable;
using ApSpec.RealDriver.Patches;
using ApSpec.RealDriver.Races;
using ApSpec.Search;
using ApSpec.Search.Review;

namespace ApSpec.RealDriver.Review;

/// <summary>What a review of one pair of trees found.</summary>
/// <param name="Pair">The pair.</param>
/// <param name="Before">The check of the driver before the change.</param>
/// <param name="After">The check of the driver after it.</param>
/// <param name="Changes">What the change does to each cause.</param>
public sealed record ReviewOutcome(ReviewPair Pair, CheckOutcome Before, CheckOutcome After, ImmutableArray<CauseChange> Changes)
{
    /// <summary>Each way in which results or the ledger differ, the shortest trace first.</summary>
    public ImmutableArray<ExplainedDifference> Differences { get; init; } = [];

    /// <summary>The lock step with a model; null when no model stands for the version before the change.</summary>
    public ModelRun? Model { get; init; }

    /// <summary>That version.</summary>
    public string BaseVersion { get; init; } = "";

    /// <summary>What of the changed lines was run; null when that could not be told.</summary>
    public ChangedRun? Lines { get; init; }

    /// <summary>Accesses that had a lock in common before the change; null when that could not be told.</summary>
    public ImmutableArray<AccessPair>? Races { get; init; }

    /// <summary>Traces that ran on both beside each other.</summary>
    public long Compared { get; init; }

    /// <summary>Operations of these.</summary>
    public long ComparedSteps { get; init; }

    /// <summary>Differences that no rule minds and no cause explains.</summary>
    public ImmutableArray<ExplainedDifference> Unexplained => [.. Differences.Where(one => one.By is null)];

    /// <summary>What was not judged, and why; empty when all was. What is unruly is a part of it.</summary>
    public ImmutableArray<string> NotJudged { get; init; } = [];

    /// <summary>What no rule judges, of the driver after the change alone: self-tests that fail, traces that end the process.</summary>
    public ImmutableArray<string> Unruly { get; init; } = [];

    /// <summary>The causes of one kind of change.</summary>
    public ImmutableArray<CauseChange> Of(ChangeKind kind) => [.. Changes.Where(change => change.Kind == kind)];

    /// <summary>True when something goes wrong that did not before.</summary>
    public bool IsBroken => Changes.Any(change => change.Kind == ChangeKind.New);

    /// <summary>True when all of the change was judged, and a rule minds whatever differs.</summary>
    public bool IsJudged => NotJudged.IsEmpty && Unexplained.IsEmpty && !IsUnlocked;

    /// <summary>True when accesses have lost the lock that they had in common.</summary>
    public bool IsUnlocked => Races is { IsEmpty: false };

    /// <summary>Traces that ran on both.</summary>
    public long Traces => After.Campaigns.Sum(campaign => campaign.Traces);

    /// <summary>Operations of these.</summary>
    public long Steps => After.Campaigns.Sum(campaign => campaign.Steps);
}
