using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Explore.Threads;
using ApSpec.Search.Locks;
using ApSpec.Search.Review;
using ApSpec.Search.Tests.Review;
using ApSpec.Vocabulary;
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

    [Theory]
    [InlineData("not searched to the end", "", 1)]
    [InlineData("searched", "New L -> V -> L", 0)]
    [InlineData("shown", "Same L -> V -> L", 0)]
    public void An_order_that_calls_at_once_show_is_looked_for_on_the_other_driver(string other, string expected, int unknown)
    {
        var atOnce = Two[1] with { Shown = FakeThreads.TraceOf("create m0\nt1: show m0 matrix\nt2: assign_adapter m0 06\nschedule t2*8 t1") };
        var explored = new ThreadExploration(1, 1, 1, 0, other == "not searched to the end" ? 0 : 2, false, ImmutableSortedDictionary<Cutoff, long>.Empty, [])
        {
            Edges = other == "shown" ? [new ShownEdge(atOnce.Edge, atOnce.Shown)] : [],
        };
        var engine = new FakeEngine(Subject, explored);
        var (changes, left) = OrderComparison.Of(Outcome([Two[0]]), Outcome([Two[0], atOnce]), Nothing, Nothing, engine, engine, new ThreadLimits(2));

        Assert.Equal(expected, string.Join(", ", changes.Select(change => $"{change.Kind} {change.Cycle.Path}")));
        Assert.Equal(unknown, left);
    }

    private static string[] Changes(SeenOrder[] before, SeenOrder[] after)
    {
        var engine = new LocalEngine(Subject);
        return [.. OrderComparison.Of(Outcome(before), Outcome(after), Nothing, Nothing, engine, engine, new ThreadLimits(2)).Changes.Select(change => $"{change.Kind} {change.Cycle.Path}")];
    }

    private static OrderOutcome Outcome(IEnumerable<SeenOrder> orders) => OrderOutcome.From(new LocalEngine(Subject), Nothing, orders, null);
}
