namespace ApSpec.Architecture.Tests;

public sealed class ApMaskTextTests
{
    [Fact]
    public void Hex_41_is_ids_1_and_7() => Assert.Equal(ApMask.Of(1, 7), Read("0x41", ApMask.All));

    [Fact]
    public void Hex_7dff_is_all_but_0_and_6() =>
        Assert.Equal(ApMask.All.Without(0).Without(6), Read("0x7d" + new string('f', 62), ApMask.Empty));

    [Fact]
    public void Minus_5_minus_6_on_all_ones_is_f9ff() =>
        Assert.Equal("f9" + new string('f', 62), Read("-5,-6", ApMask.All).ToString());

    [Theory]
    [InlineData("", new int[0])]
    [InlineData("\n", new int[0])]
    [InlineData("8", new[] { 0 })]
    [InlineData("0x8\n", new[] { 0 })]
    [InlineData("01", new[] { 7 })]
    public void Hex_replaces_the_mask_from_the_left(string text, int[] ids) =>
        Assert.Equal(ApMask.Of(ids), Read(text, ApMask.All));

    [Theory]
    [InlineData("+0", new[] { 0, 9 })]
    [InlineData("-9", new int[0])]
    [InlineData("+0x10", new[] { 9, 16 })]
    [InlineData("+010", new[] { 8, 9 })]
    [InlineData("+0-3", new[] { 0, 1, 2, 3, 9 })]
    [InlineData("+1,-1,+2\n", new[] { 2, 9 })]
    [InlineData("-1,+1", new[] { 1, 9 })]
    [InlineData("+255", new[] { 9, 255 })]
    [InlineData("-0-255", new int[0])]
    [InlineData("+1\n+2", new[] { 1, 2, 9 })]
    public void A_list_changes_the_mask_and_the_last_term_wins(string text, int[] ids) =>
        Assert.Equal(ApMask.Of(ids), Read(text, ApMask.Of(9)));

    [Theory]
    [InlineData("0x8g", ApMaskTextError.Trailing)]
    [InlineData("8\n\n", ApMaskTextError.Trailing)]
    [InlineData("8 ", ApMaskTextError.Trailing)]
    [InlineData("+1 ", ApMaskTextError.Trailing)]
    [InlineData("+256", ApMaskTextError.OutOfRange)]
    [InlineData("+99999999999999999999", ApMaskTextError.OutOfRange)]
    [InlineData("+5-4", ApMaskTextError.OutOfRange)]
    [InlineData("+", ApMaskTextError.NumberExpected)]
    [InlineData("+1-", ApMaskTextError.NumberExpected)]
    [InlineData("+1,2", ApMaskTextError.SignExpected)]
    public void What_the_kernel_refuses_is_refused_and_changes_nothing(string text, ApMaskTextError expected)
    {
        var before = ApMask.Of(9);
        Assert.False(ApMaskText.TryApply(text, before, out var after, out var error));
        Assert.Equal((expected, before), (error, after));
    }

    [Fact]
    public void A_65th_hex_digit_is_refused() =>
        Assert.False(ApMaskText.TryApply(new string('f', 65), ApMask.Empty, out _, out _));

    private static ApMask Read(string text, ApMask before)
    {
        Assert.True(ApMaskText.TryApply(text, before, out var after, out var error), error.ToString());
        return after;
    }
}
