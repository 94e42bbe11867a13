namespace ApSpec.Cli.Tests;

public sealed class SafeTextTests
{
    [Theory]
    [InlineData("plain text, é, 漢 and 😀\n\ttoo", "plain text, é, 漢 and 😀\n\ttoo")]
    [InlineData("\e[31mred", "\\x1b[31mred")]
    [InlineData("a\rb\0c\a", "a\\x0db\\x00c\\x07")]
    [InlineData("\u007f\u009b31m\u0085", "\\u007f\\u009b31m\\u0085")]
    [InlineData("\u202etxt.exe\u2066\u200f", "\\u202etxt.exe\\u2066\\u200f")]
    [InlineData("\ufeff\u2028", "\\ufeff\\u2028")]
    [InlineData("\U000e0041", "\\udb40\\udc41")]
    public void What_could_steer_a_terminal_becomes_an_escape(string text, string expected) => Assert.Equal(expected, Written(text));

    [Fact]
    public void Half_a_pair_becomes_an_escape() => Assert.Equal("a\\ud83db", Written($"a{(char)0xd83d}b"));

    private static string Written(string text)
    {
        using var output = new StringWriter();
        using var writer = new SafeWriter(output);
        writer.WriteLine(text);
        writer.Write(text.ToCharArray());
        var both = output.ToString();
        var half = both[..(both.Length / 2)];
        Assert.Equal(half + "\n" + half, both);
        return half;
    }
}
