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
    /// <summary>What the change does to cycles, of how many that is not known, and the orders of the driver after it; null when its lock order was not judged.</summary>
    public static (ImmutableArray<OrderChange> Changes, int Unknown, OrderOutcome? After) Of(
        CheckTarget before, CheckTarget after, CheckOutcome first, CheckOutcome second, ThreadOutcome? was, ThreadOutcome? now, TimeLimit? time)
    {
        var isJudged = second.Campaigns.Any(campaign => campaign.Judged.Contains("LOCK-03"));
        if (!isJudged)
            return ([], 0, null);
        var (old, young) = (OutcomeOf(before, first, was, time), OutcomeOf(after, second, now, time));
        var (changes, unknown) = OrderComparison.Of(old, young, first, second, before.Engine, after.Engine, ThreadBounds.Compared.Named with { Time = time?.Part(0.2) });
        return (changes, unknown, young);
    }

    /// <summary>Says of each difference in the order of locks whether a cycle of the driver after the change has such a lock; of an order that no judged trace has nothing is said.</summary>
    public static ImmutableArray<ExplainedDifference> Judge(ImmutableArray<ExplainedDifference> differences, OrderOutcome? after)
    {
        if (after is null)
            return differences;
        var cycles = after.Letters;
        var seen = after.Seen.Select(order => OrderOutcome.LettersOf($"{order.Edge.From} -> {order.Edge.To}")).ToHashSet();
        return [.. differences.Select(one => one with { IsInCycle = IsInCycle([.. one.Difference.Parts.Where(part => part.IsOrder && part.After != DifferencePart.None).Select(part => OrderOutcome.LettersOf(part.After))], cycles, seen) })];
    }

    private static bool? IsInCycle(ImmutableArray<string> added, IReadOnlySet<string> cycles, HashSet<string> seen) =>
        added.Any(cycles.Contains) ? true : added.IsEmpty || !added.All(seen.Contains) ? null : false;

    private static OrderOutcome OutcomeOf(CheckTarget target, CheckOutcome outcome, ThreadOutcome? atOnce, TimeLimit? time) =>
        OrderOutcome.From(target.Engine, outcome, (atOnce?.Edges ?? []).Select(SeenOrder.From), time);
}
