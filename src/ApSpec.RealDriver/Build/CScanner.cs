using System.Buffers;

namespace ApSpec.RealDriver.Build;

/// <summary>Finds ends and beginnings in a C text of which comments and strings are blanked.</summary>
internal sealed class CScanner(string code)
{
    /// <summary>Characters of one definition; what is longer is none of those that are looked for.</summary>
    private const int LengthMax = 64 << 10;

    /// <summary>Lines that a function's type may take above its name.</summary>
    private const int TypeLinesMax = 4;

    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_";
    private static readonly SearchValues<char> OfType = SearchValues.Create(Letters + " \t*");
    private static readonly SearchValues<char> OfTypeWithAttributes = SearchValues.Create(Letters + " \t*(),");

    /// <summary>Where a name stands, as a word of its own.</summary>
    public IEnumerable<int> Names(string name)
    {
        for (var at = code.IndexOf(name, StringComparison.Ordinal); at >= 0; at = code.IndexOf(name, at + name.Length, StringComparison.Ordinal))
        {
            if ((at == 0 || !IsOfName(code[at - 1])) && !IsNameAt(at + name.Length))
                yield return at;
        }
    }

    /// <summary>The number of the line, from 1.</summary>
    public int LineOf(int at) => code.AsSpan(0, at).Count('\n') + 1;

    /// <summary>Where the line begins.</summary>
    public int StartOfLine(int at) => at == 0 ? 0 : code.LastIndexOf('\n', at - 1) + 1;

    /// <summary>What stands before a place in its line.</summary>
    public string LineBefore(int at) => code[StartOfLine(at)..at];

    /// <summary>The line begins in its first column, and is none that a line before it goes on in.</summary>
    public bool IsFirstColumn(int at)
    {
        var start = StartOfLine(at);
        return !char.IsWhiteSpace(code[start]) && code[start] != '#' && (start < 2 || code[start - 2] != '\\');
    }

    /// <summary>
    /// Where the declaration begins whose name stands here: in the first column, with words alone before the name, or with the type in
    /// lines of its own above. Null when it is no declaration.
    /// </summary>
    public int? StartOfDeclaration(int name)
    {
        var start = StartOfLine(name);
        if (!IsFirstColumn(name) || code.AsSpan(start, name - start).ContainsAnyExcept(OfTypeWithAttributes))
            return null;
        for (var lines = 0; start > 0 && lines < TypeLinesMax; lines++)
        {
            var above = StartOfLine(start - 1);
            var line = code.AsSpan(above, start - 1 - above);
            if (line.IsEmpty || !IsOfName(line[0]) || line.ContainsAnyExcept(OfType))
                break;
            start = above;
        }

        return start == name ? null : start; // a call in the first column has no type
    }

    /// <summary>The first place that is neither space nor line end.</summary>
    public int SkipSpace(int at)
    {
        while (at < code.Length && char.IsWhiteSpace(code[at]))
            at++;
        return at;
    }

    /// <summary>What the next character is that is neither space nor line end; NUL at the end.</summary>
    public char NextAfter(int at) => SkipSpace(at) is var next && next < code.Length ? code[next] : '\0';

    /// <summary>A letter, digit or underscore stands there.</summary>
    public bool IsNameAt(int at) => at < code.Length && IsOfName(code[at]);

    /// <summary>The end of the name that stands there.</summary>
    public int SkipName(int at)
    {
        while (IsNameAt(at))
            at++;
        return at;
    }

    /// <summary>
    /// Behind the brace that closes the one that stands here. Of conditional parts the first branch counts, since a brace may be opened
    /// in each. Null when none stands here, when it has no end, or when a condition from outside ends inside.
    /// </summary>
    public int? AfterGroup(int at, char open, char close)
    {
        if (at >= code.Length || code[at] != open)
            return null;
        var end = Math.Min(code.Length, at + LengthMax);
        for (var (depth, conditions) = (0, 0); at < end; at++)
        {
            if (code[at] == '#' && LineBefore(at).AsSpan().IsWhiteSpace())
            {
                var word = CConditions.WordAt(code, at);
                conditions += word is "if" ? 1 : word is "endif" ? -1 : 0;
                if (conditions < 0 || (word is "else" && conditions == 0))
                    return null;
                at = word is "else" ? CConditions.EndOfBranches(code, at, end) : EndOfMacro(at);
                conditions -= word is "else" ? 1 : 0;
                continue;
            }

            depth += code[at] == open ? 1 : code[at] == close ? -1 : 0;
            if (depth == 0)
                return at + 1;
        }

        return null;
    }

    /// <summary>Behind the semicolon that ends the statement; null when there is none nearby.</summary>
    public int? AfterStatement(int at)
    {
        var end = code.IndexOf(';', at, Math.Min(LengthMax, code.Length - at));
        return end < 0 ? null : end + 1;
    }

    /// <summary>The end of the line, and of those that it goes on in.</summary>
    public int EndOfMacro(int at)
    {
        var end = code.IndexOf('\n', at);
        while (end > 0 && code[end - 1] == '\\')
            end = code.IndexOf('\n', end + 1);
        return end < 0 ? code.Length : end;
    }

    private static bool IsOfName(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}
