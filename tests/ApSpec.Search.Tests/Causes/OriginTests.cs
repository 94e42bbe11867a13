using ApSpec.Search.Causes;

namespace ApSpec.Search.Tests.Causes;

/// <summary>When two violations of a rule have one cause.</summary>
public sealed class OriginTests
{
    [Fact]
    public void The_same_sign_is_the_same_cause_whatever_the_way() =>
        Assert.True(AreAlike(new OriginRule("LOCK-03", "a b"), new OriginRule("LOCK-03", "a b"), ["1"], ["2"]));

    [Fact]
    public void Another_sign_is_another_cause_whatever_the_way() =>
        Assert.False(AreAlike(new OriginRule("LOCK-03", "a b"), new OriginRule("LOCK-03", "a c"), ["1"], ["1"]));

    [Fact]
    public void A_violation_with_a_sign_is_not_like_one_without() =>
        Assert.False(AreAlike(new OriginRule("CALL-03", "warns"), new OriginRule("CALL-03"), ["1"], ["1"]));

    [Fact]
    public void Another_rule_is_never_alike() =>
        Assert.False(AreAlike(new OriginRule("IRQ-01"), new OriginRule("IRQ-02"), ["1"], ["1"]));

    [Theory]
    [InlineData("1", "1", true)]
    [InlineData("1 2", "2 3", true)]
    [InlineData("1 2", "3 4", false)]
    [InlineData("1 2 3 4", "4 5 6 7", false)] // a line in common is not a way in common
    [InlineData("1 2 3 4", "4", true)] // the shorter way is all in the longer
    public void Without_a_sign_it_is_what_parts_them_from_calls_that_go_right(string parting, string other, bool isAlike) =>
        Assert.Equal(isAlike, AreAlike(new OriginRule("IRQ-01"), new OriginRule("IRQ-01"), [parting], [other]));

    [Theory]
    [InlineData(new[] { "1", "2" }, new[] { "1 2", "3" }, true)] // both of the one are in the other
    [InlineData(new[] { "1 2", "3" }, new[] { "1", "2" }, true)] // and the other way round
    [InlineData(new[] { "1" }, new[] { "1", "3" }, false)] // one parting alone tells too little
    [InlineData(new[] { "1", "2" }, new[] { "1", "3" }, false)]
    public void One_way_round_is_enough_when_there_are_two_partings_or_more(string[] partings, string[] others, bool isAlike) =>
        Assert.Equal(isAlike, AreAlike(new OriginRule("IRQ-01"), new OriginRule("IRQ-01"), partings, others));

    [Fact]
    public void A_parting_without_places_parts_nothing() =>
        Assert.True(AreAlike(new OriginRule("IRQ-01"), new OriginRule("IRQ-01"), ["1", ""], ["1"]));

    [Fact]
    public void Origins_are_like_each_other_by_the_rule_that_is_asked_for_and_by_any_where_not_both_have_it()
    {
        var one = Origins.Of("a", Origins.Wrong("KVM-01", "HOOK-01"), "1");

        Assert.True(one.IsLike(Origins.Of("b", Origins.Wrong("HOOK-01", "MASK-01"), "1 2"), "HOOK-01"));
        Assert.True(one.IsLike(Origins.Of("b", Origins.Wrong("HOOK-01", "MASK-01"), "1 2"), "IRQ-04"));
        Assert.False(one.IsLike(Origins.Of("b", Origins.Wrong("MASK-01"), "1"), "KVM-01"));
        Assert.False(one.IsLike(Origins.Of("b", Origins.Wrong("HOOK-01"), "2"), "HOOK-01"));
        Assert.False(
            Origins.Of("a", [new OriginRule("CALL-03", "Warning f:1"), new OriginRule("IRQ-01")], "1")
                .IsLike(Origins.Of("b", [new OriginRule("CALL-03", "Warning f:2"), new OriginRule("IRQ-01")], "1"), "CALL-03"));
    }

    private static bool AreAlike(OriginRule rule, OriginRule other, string[] partings, string[] others)
    {
        var (one, its) = (Origins.Of("a", [rule], partings), Origins.Of("b", [other], others));
        var isAlike = Origin.AreAlike(rule, one, other, its);
        Assert.Equal(isAlike, Origin.AreAlike(other, its, rule, one));
        return isAlike;
    }
}
