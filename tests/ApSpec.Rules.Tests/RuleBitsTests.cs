namespace ApSpec.Rules.Tests;

public sealed class RuleBitsTests
{
    public static TheoryData<int> Places => [.. Enumerable.Range(0, RuleBits.Max)];

    [Theory]
    [MemberData(nameof(Places))]
    public void A_rule_is_in_the_set_of_its_place_alone(int place)
    {
        var bits = RuleBits.At(place);
        Assert.False(bits.IsEmpty);
        Assert.Equal([place], Walk(bits));
        Assert.True(bits.Has(place));
        Assert.False((~bits).Has(place));
        Assert.Equal(RuleBits.Max - 1, Walk(~bits).Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(128)]
    public void The_first_places_are_walked_in_order(int count) => Assert.Equal(Enumerable.Range(0, count), Walk(RuleBits.First(count)));

    [Fact]
    public void Sets_are_joined_met_and_told_apart_in_both_words()
    {
        var a = RuleBits.At(3) | RuleBits.At(70);
        var b = RuleBits.At(70) | RuleBits.At(127);
        Assert.Equal([3, 70, 127], Walk(a | b));
        Assert.Equal([70], Walk(a & b));
        Assert.Equal([3, 127], Walk(a ^ b));
        Assert.Equal(RuleBits.All, a | ~a);
    }

    private static List<int> Walk(RuleBits bits)
    {
        List<int> places = [];
        foreach (var place in bits)
            places.Add(place);
        return places;
    }
}
