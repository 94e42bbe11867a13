namespace ApSpec.Decoder.Tests;

public sealed class XoshiroTests
{
    [Fact]
    public void The_bits_are_those_of_the_published_generator()
    {
        // SplitMix64 from 0 gives e220a8397b1dcdaf, 6e789e6aa1b965f4, 06c45d188009454f, f88bb8a8724c81ec; the first output follows
        // from the second of them: rotl(s1 * 5, 7) * 9.
        var second = 0x6e789e6aa1b965f4UL;

        var bits = new Xoshiro(0).NextBits();

        Assert.Equal(unchecked(System.Numerics.BitOperations.RotateLeft(second * 5, 7) * 9), bits);
    }

    [Fact]
    public void A_second_seeding_gives_the_same_choices()
    {
        var choices = new Xoshiro(42);
        var first = Enumerable.Range(0, 100).Select(_ => choices.Next(1000)).ToArray();

        choices.Reseed(42);

        Assert.Equal(first, Enumerable.Range(0, 100).Select(_ => choices.Next(1000)));
    }

    [Fact]
    public void Different_seeds_give_different_choices()
    {
        var one = new Xoshiro(1);
        var two = new Xoshiro(2);

        Assert.NotEqual(Enumerable.Range(0, 10).Select(_ => one.NextBits()), Enumerable.Range(0, 10).Select(_ => two.NextBits()));
    }

    [Theory]
    [InlineData(1u)]
    [InlineData(3u)]
    [InlineData(7u)]
    [InlineData(100u)]
    [InlineData(0xc0000000u)]
    public void Every_choice_is_below_its_bound(uint bound)
    {
        var choices = new Xoshiro(7);

        Assert.All(Enumerable.Range(0, 10_000).Select(_ => choices.Next(bound)), choice => Assert.InRange(choice, 0u, bound - 1));
    }

    [Fact]
    public void Choices_below_a_small_bound_are_fair()
    {
        var choices = new Xoshiro(3);
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++)
            counts[choices.Next(7)]++;

        Assert.All(counts, count => Assert.InRange(count, 9_500, 10_500));
    }
}
