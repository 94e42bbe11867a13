using System.Collections.Immutable;
using ApSpec.Explore;
using ApSpec.Search;
using ApSpec.Search.Locks;
using ApSpec.Search.Review;
using ApSpec.Search.Threads;

namespace ApSpec.Cli;

/// <summary>The order of locks over all traces of both sides of a review.</summary>
internal static class ReviewOrders
{
    /// <summary>What the change does to cycles, and the signs of all cycles of the driver after it; none when its lock order was not judged.</summary>
    public static (ImmutableArray<OrderChange> Changes, IReadOnlySet<string>? Cycles) Of(
        CheckTarget before, CheckTarget after, CheckOutcome first, CheckOutcome second, ThreadOutcome? was, ThreadOutcome? now, TimeLimit? time)
    {
        var isJudged = second.Campaigns.Any(campaign => campaign.Judged.Contains("LOCK-03"));
        if (!isJudged)
            return ([], null);
        var (old, young) = (OutcomeOf(before, first, was, time), OutcomeOf(after, second, now, time));
        return (OrderComparison.Of(old, young, first, second, before.Engine, after.Engine), young.Letters);
    }

    /// <summary>Says of each difference in the order of locks whether a cycle of the driver after the change has such a lock.</summary>
    public static ImmutableArray<ExplainedDifference> Judge(ImmutableArray<ExplainedDifference> differences, IReadOnlySet<string>? cycles) => cycles is null ? differences :
    [
        .. differences.Select(one => one with
        {
            IsInCycle = one.Difference.Parts.Where(part => part.IsOrder && part.After != DifferencePart.None).Any(part => cycles.Contains(OrderOutcome.LettersOf(part.After))),
        }),
    ];

    private static OrderOutcome OutcomeOf(CheckTarget target, CheckOutcome outcome, ThreadOutcome? atOnce, TimeLimit? time) =>
        OrderOutcome.From(target.Engine, outcome, (atOnce?.Edges ?? []).Select(SeenOrder.From), time);
}
