using ApSpec.Search.Locks;
using static ApSpec.Search.Tests.Locks.Orders;

namespace ApSpec.Search.Tests.Locks;

/// <summary>Cycles in orders that several traces have shown.</summary>
public sealed class LockCyclesTests
{
    [Fact]
    public void Two_orders_that_contradict_each_other_are_a_cycle() => Assert.Equal(["L -> K -> L"], Cycles(Of("K0", "L"), Of("L", "K1")));

    [Fact]
    public void Orders_that_agree_are_none() => Assert.Empty(Cycles(Of("G", "K0"), Of("K0", "M"), Of("G", "M"), Of("G K0", "M")));

    [Fact]
    public void A_cycle_begins_with_its_lowest_class_whichever_order_was_seen_first() =>
        Assert.Equal(["L -> K -> V -> L"], Cycles(Of("V0", "L"), Of("K0", "V0"), Of("L", "K0")));

    [Fact]
    public void Each_distinct_cycle_is_one_of_its_own() =>
        Assert.Equal(["L -> K -> L", "G -> M -> G", "L -> K -> V -> L"], Cycles(Of("L", "K0"), Of("K0", "L"), Of("K0", "V0"), Of("V0", "L"), Of("G", "M"), Of("M", "G")));

    [Fact]
    public void A_cycle_of_five_locks_is_not_looked_for() =>
        Assert.Empty(Cycles(Of("L", "K0"), Of("K0", "V0"), Of("V0", "H0"), Of("H0", "P"), Of("P", "L")));

    [Fact]
    public void A_lock_that_both_places_hold_excludes_it() => Assert.Equal(["L -> K -> L not by G"], Cycles(Of("L G", "K0"), Of("K0 G", "L")));

    [Fact]
    public void One_place_that_is_also_reached_without_that_lock_makes_it_a_cycle_again() =>
        Assert.Equal(["L -> K -> L"], Cycles(Of("L G", "K0"), Of("L", "K0"), Of("K0 G", "L"), Of("K0", "L")));

    [Fact]
    public void A_lock_that_one_place_alone_holds_excludes_nothing() => Assert.Equal(["L -> K -> L"], Cycles(Of("L G", "K0"), Of("K0", "L")));

    [Fact]
    public void A_lock_that_both_hold_for_reading_excludes_nothing()
    {
        Assert.Equal(["K -> M -> K"], Cycles(Of("K0 H0r", "M"), Of("M H0r", "K0")));
        Assert.Equal(["K -> M -> K not by H"], Cycles(Of("K0 H0r", "M"), Of("M H0", "K0")).Concat(Cycles(Of("K0 H0", "M"), Of("M H0r", "K0"))).Distinct());
    }

    [Fact]
    public void A_guests_lock_excludes_a_cycle_of_that_guests_locks_alone()
    {
        Assert.Equal(["K -> M -> K not by H"], Cycles(Of("K0 H0", "M"), Of("M H0", "K0")));
        Assert.Equal(["K -> M -> K"], Cycles(Of("K0 H0", "M"), Of("M H1", "K0")));
        Assert.Equal(["G -> M -> G"], Cycles(Of("G H0", "M"), Of("M H0", "G")));
    }

    [Fact]
    public void Readers_of_a_fair_semaphore_count_like_writers() => Assert.Equal(["M -> H -> M"], Cycles(Of("H0r", "M"), Of("M", "H0r")));

    [Fact]
    public void Locks_without_a_class_of_their_own_are_told_apart_by_their_texts()
    {
        Assert.Empty(Cycles(Of("X:&a", "M"), Of("M", "X:&b")));
        Assert.Equal(["X (&a) -> X (&b) -> X (&a)"], Cycles(Of("X:&a", "X:&b"), Of("X:&b", "X:&a")));
    }

    [Fact]
    public void An_order_keeps_the_first_trace_that_showed_it() =>
        Assert.Equal([2UL, 3UL], LockCycles.In([Of("L", "K0", 5), Of("K0", "L", 3), Of("L", "K1", 2)]).Single().Orders.Select(order => order.Seed));
}
