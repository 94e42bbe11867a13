using System.Collections.Immutable;
using ApSpec.Search.Review;

namespace ApSpec.Search.Locks;

/// <summary>Compares the order of locks of two drivers. A cycle that one trace shows on one of them is a finding of that check, and no change of this kind.</summary>
public static class OrderComparison
{
    /// <summary>
    /// What the change does to each cycle. A cycle counts as new when the driver before it has no such cycle, on these traces neither; the locks tell it, not the places.
    /// </summary>
    public static ImmutableArray<OrderChange> Of(OrderOutcome before, OrderOutcome after, CheckOutcome first, CheckOutcome second, ICheckEngine engineBefore, ICheckEngine engineAfter) =>
    [
        .. after.Cycles.Select(cycle => new OrderChange(IsOf(cycle, before, first, engineBefore) ? ChangeKind.Same : ChangeKind.New, cycle)),
        .. before.Cycles.Where(cycle => !IsOf(cycle, after, second, engineAfter)).Select(cycle => new OrderChange(ChangeKind.Mended, cycle)),
    ];

    private static bool IsOf(LockCycle cycle, OrderOutcome other, CheckOutcome sequences, ICheckEngine engine) =>
        other.Cycles.Any(one => one.Path == cycle.Path) || OrderOutcome.ToldBy(sequences).Contains(cycle.Sign)
        || engine.ShortenOrders(cycle.Orders, null).All(order => order.IsConfirmed);
}
