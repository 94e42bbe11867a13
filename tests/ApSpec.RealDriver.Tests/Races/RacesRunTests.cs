using ApSpec.RealDriver.Races;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Tests.Races;

/// <summary>Which accesses without a common lock count as new.</summary>
public sealed class RacesRunTests
{
    private const ushort Mdevs = 1 << (int)LockClass.Mdevs;
    private const ushort Guests = 1 << (int)LockClass.Guests;

    [Fact]
    public void A_pair_under_the_same_locks_at_the_same_place_is_known_whatever_its_functions_are_called()
    {
        var before = Run(Pair(new PairedAccess(true, Mdevs, "a", "a.c", 1), new PairedAccess(false, 0, "b", "b.c", 2)));
        var after = Run(Pair(new PairedAccess(false, 0, "helper", "b.c", 9), new PairedAccess(true, Mdevs, "a", "a.c", 1)));

        Assert.Empty(after.NewSince(before));
    }

    [Fact]
    public void A_pair_under_other_locks_is_new() => Assert.Single(Run(Pair(Write(Mdevs), Read(0))).NewSince(Run(Pair(Write(Mdevs), Read(Guests)))));

    [Fact]
    public void A_read_that_became_a_write_is_new() => Assert.Single(Run(Pair(Write(Mdevs), Write(0))).NewSince(Run(Pair(Write(Mdevs), Read(0)))));

    [Fact]
    public void A_pair_at_another_place_of_the_object_is_new() => Assert.Single(Run(Pair(Write(Mdevs), Read(0), at: 8)).NewSince(Run(Pair(Write(Mdevs), Read(0), at: 16))));

    [Fact]
    public void Another_access_beside_one_that_had_no_lock_before_is_no_news() =>
        Assert.Empty(Run(Pair(Write(Guests), Read(0))).NewSince(Run(Pair(Write(Mdevs), Read(0)))));

    [Fact]
    public void In_an_object_of_a_new_size_places_mean_nothing()
    {
        var before = Run(Pair(Write(Mdevs), Read(0), at: 16));

        Assert.Empty(Run(Pair(Write(Mdevs), Read(0), at: 24, size: 72)).NewSince(before));
        Assert.Single(Run(Pair(Write(Guests), Read(0), at: 24, size: 72)).NewSince(before));
    }

    [Fact]
    public void Nothing_is_new_in_a_scope_that_was_not_run_before() => Assert.Empty(Run(Pair(Write(Mdevs), Read(0))).NewSince(new RacesRun([], [], 0)));

    private static PairedAccess Write(ushort locks) => new(true, locks, "w", "x.c", 1);

    private static PairedAccess Read(ushort locks) => new(false, locks, "r", "x.c", 2);

    private static AccessPair Pair(PairedAccess first, PairedAccess second, uint at = 8, uint size = 64) =>
        new("kzalloc(sizeof(*q))", at, size, first, second, 1, 3, "a scope");

    private static RacesRun Run(params AccessPair[] pairs) => new([.. pairs], ["a scope"], 1);
}
