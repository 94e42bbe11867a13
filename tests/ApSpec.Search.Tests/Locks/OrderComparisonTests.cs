using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Search.Locks;
using ApSpec.Search.Review;
using static ApSpec.Search.Tests.Locks.Orders;

namespace ApSpec.Search.Tests.Locks;

/// <summary>What a change does to cycles of locks. The driver is a model, on which no trace shows the orders of these tests.</summary>
public sealed class OrderComparisonTests
{
    private static readonly ModelSubject Subject = new(Catalog.Find("v5.15")!);
    private static readonly CheckOutcome Nothing = new(Subject, [], []);
    private static readonly SeenOrder[] Two = [Of("L", "V0"), Of("V0", "L")];

    [Fact]
    public void A_cycle_that_the_driver_before_did_not_have_is_new() => Assert.Equal(["New L -> V -> L"], Changes(before: [Two[0]], after: Two));

    [Fact]
    public void A_cycle_that_both_have_is_the_same() => Assert.Equal(["Same L -> V -> L"], Changes(Two, Two));

    [Fact]
    public void A_cycle_that_is_gone_is_mended() => Assert.Equal(["Mended L -> V -> L"], Changes(Two, [Two[1]]));

    [Fact]
    public void An_order_that_closes_no_cycle_is_no_change() => Assert.Empty(Changes([Two[0]], [Two[1]]));

    private static string[] Changes(SeenOrder[] before, SeenOrder[] after)
    {
        var engine = new LocalEngine(Subject);
        return [.. OrderComparison.Of(Outcome(before), Outcome(after), Nothing, Nothing, engine, engine).Select(change => $"{change.Kind} {change.Cycle.Path}")];
    }

    private static OrderOutcome Outcome(IEnumerable<SeenOrder> orders) => OrderOutcome.From(new LocalEngine(Subject), Nothing, orders, null);
}
