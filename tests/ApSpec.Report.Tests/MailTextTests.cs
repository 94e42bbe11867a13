namespace ApSpec.Report.Tests;

public sealed class MailTextTests
{
    [Theory]
    [InlineData("", "", "", "")]
    [InlineData("one two", "", "", "one two")]
    [InlineData("one  two ", "> ", "", "> one two")]
    [InlineData("", "  source: ", "    ", "  source: ")]
    public void A_short_text_stays_on_its_line(string text, string first, string indent, string expected) =>
        Assert.Equal(expected, MailText.Wrap(text, first, indent));

    [Fact]
    public void A_line_of_72_columns_is_not_broken_and_one_of_73_is()
    {
        var whole = new string('a', 35) + " " + new string('b', 36);

        Assert.Equal(72, whole.Length);
        Assert.Equal(whole, MailText.Wrap(whole));
        Assert.Equal(whole.Replace(" ", "b\n", StringComparison.Ordinal), MailText.Wrap(whole.Replace(" ", "b ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Lines_after_the_first_are_indented_and_fit()
    {
        var lines = MailText.Wrap(string.Join(' ', Enumerable.Repeat("word", 100)), "  => ", "     ").Split('\n');

        Assert.True(lines.Length > 5);
        Assert.StartsWith("  => word", lines[0], StringComparison.Ordinal);
        Assert.All(lines[1..], line => Assert.StartsWith("     word", line, StringComparison.Ordinal));
        Assert.All(lines, line => Assert.True(line.Length <= MailText.Columns, line));
        Assert.All(lines[..^1], line => Assert.True(line.Length + " word".Length > MailText.Columns, line));
    }

    [Fact]
    public void A_word_longer_than_a_line_stays_whole()
    {
        var word = new string('x', 80);

        Assert.Equal($"a\n{word}\nb", MailText.Wrap($"a {word} b"));
    }
}
