namespace ApSpec.RealDriver.Build;

/// <summary>Blanks comments and strings of a C text, so that every brace and name left is code.</summary>
internal static class CText
{
    /// <summary>
    /// The text with a space for each character of a comment, and of a string or character between its quotes. Length and lines stay the
    /// same. An unclosed comment goes to the end of the text, an unclosed string to the end of its line.
    /// </summary>
    public static string Blank(string text)
    {
        var code = text.ToCharArray();
        for (var at = 0; at < code.Length;)
        {
            at = text.AsSpan(at) switch
            {
                ['/', '*', ..] => BlankTo(code, at, EndOfComment(text, at)),
                ['/', '/', ..] => BlankTo(code, at, EndOfLine(text, at)),
                ['"', ..] or ['\'', ..] => BlankTo(code, at + 1, EndOfString(text, at)) + 1,
                _ => at + 1,
            };
        }

        return new string(code);
    }

    private static int BlankTo(char[] code, int from, int to)
    {
        for (var at = from; at < to; at++)
        {
            if (code[at] != '\n')
                code[at] = ' ';
        }

        return to;
    }

    private static int EndOfComment(string text, int start)
    {
        var end = text.IndexOf("*/", start + 2, StringComparison.Ordinal);
        return end < 0 ? text.Length : end + 2;
    }

    // A backslash at the end continues the line.
    private static int EndOfLine(string text, int start)
    {
        var end = text.IndexOf('\n', start);
        while (end > 0 && text[end - 1] == '\\')
            end = text.IndexOf('\n', end + 1);
        return end < 0 ? text.Length : end;
    }

    // The closing quote, or where the line ends without one.
    private static int EndOfString(string text, int start)
    {
        var at = start + 1;
        while (at < text.Length && text[at] != text[start] && text[at] != '\n')
            at += text[at] == '\\' ? 2 : 1;
        return Math.Min(at, text.Length);
    }
}
