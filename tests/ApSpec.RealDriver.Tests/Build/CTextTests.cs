using ApSpec.RealDriver.Build;

namespace ApSpec.RealDriver.Tests.Build;

public sealed class CTextTests
{
    [Theory]
    [InlineData("a /* { */ b", "a         b")]
    [InlineData("a // {\nb", "a     \nb")]
    [InlineData("a // { \\\n } \nb", "a       \n   \nb")]
    [InlineData("f(\"}\\\"{\", '{', '\\'')", "f(\"    \", ' ', '  ')")]
    [InlineData("\"/*\" x \"*/\"", "\"  \" x \"  \"")]
    [InlineData("'\"' x '\"'", "' ' x ' '")]
    [InlineData("a /* {\n } ", "a     \n   ")]
    [InlineData("#error don't\n{", "#error don' \n{")]
    [InlineData("\"no end {\n}", "\"        \n}")]
    [InlineData("\"\\", "\" ")]
    [InlineData("/*", "  ")]
    [InlineData("", "")]
    public void Comments_and_strings_become_blanks_of_the_same_length(string text, string code)
    {
        Assert.Equal(code, CText.Blank(text));
    }
}
