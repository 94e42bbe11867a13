using System.Collections.Immutable;
using ApSpec.Check.Locks;
using ApSpec.Explore.Threads;
using ApSpec.Rules;
using ApSpec.Search.Review;
using ApSpec.Search.Threads;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Locks;

/// <summary>Compares the order of locks of two drivers. A cycle that one trace shows on one of them is a finding of that check, and no change of this kind.</summary>
public static class OrderComparison
{
    /// <summary>
    /// What the change does to each cycle. A cycle counts as new when the driver before it has no such cycle, on these traces neither; the locks tell it, not the places. And how many
    /// cycles there are of which it is not known.
    /// </summary>
    /// <param name="before">The orders of the driver before it.</param>
    /// <param name="after">Those of the driver after it.</param>
    /// <param name="first">The check before it.</param>
    /// <param name="second">The check after it.</param>
    /// <param name="engineBefore">Runs the driver before it.</param>
    /// <param name="engineAfter">Runs the driver after it.</param>
    /// <param name="limits">Limits of searches of calls at once.</param>
    public static (ImmutableArray<OrderChange> Changes, int Unknown) Of(
        OrderOutcome before, OrderOutcome after, CheckOutcome first, CheckOutcome second, ICheckEngine engineBefore, ICheckEngine engineAfter, ThreadLimits limits)
    {
        var now = after.Cycles.Select(cycle => (Cycle: cycle, Is: IsOf(cycle, before, first, engineBefore, limits))).ToArray();
        var gone = before.Cycles.Select(cycle => (Cycle: cycle, Is: IsOf(cycle, after, second, engineAfter, limits))).Where(one => one.Is != true).ToArray();
        return (
            [
                .. now.Where(one => one.Is is not null).Select(one => new OrderChange(one.Is == true ? ChangeKind.Same : ChangeKind.New, one.Cycle)),
                .. gone.Where(one => one.Is is not null).Select(one => new OrderChange(ChangeKind.Mended, one.Cycle)),
            ], now.Concat(gone).Count(one => one.Is is null));
    }

    // Null when calls at once could not be searched to the end on the other driver.
    private static bool? IsOf(LockCycle cycle, OrderOutcome other, CheckOutcome sequences, ICheckEngine engine, ThreadLimits limits)
    {
        if (other.Cycles.Any(one => one.Path == cycle.Path) || OrderOutcome.ToldBy(sequences).Contains(cycle.Sign))
            return true;
        bool?[] shown = [.. engine.ShortenOrders([.. cycle.Orders.Where(order => !order.IsAtOnce)], limits.Time).Select(order => (bool?)order.IsConfirmed),
            .. cycle.Orders.Where(order => order.IsAtOnce).Select(order => IsShown(order, other, engine, limits))];
        return shown.Contains(false) ? false : shown.Contains(null) ? null : true;
    }

    private static bool? IsShown(SeenOrder order, OrderOutcome other, ICheckEngine engine, ThreadLimits limits)
    {
        if (other.Seen.Any(seen => seen.Key == order.Key))
            return true;
        var explored = engine.Threads(RuleBook.All).Search(0, ThreadJob.Calls(order.Shown! with { Schedule = new Schedule([]) }), limits).Explored;
        return explored?.Edges.Any(edge => OrderKey.Of(edge.Edge) == order.Key) == true ? true : explored?.IsExhaustiveTo(limits.PreemptionsMax) == true ? false : null;
    }
}
