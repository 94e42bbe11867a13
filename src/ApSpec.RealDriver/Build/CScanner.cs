using System.Buffers;

namespace ApSpec.RealDriver.Build;

/// <summary>Finds where definitions begin and end in a C text with comments and strings blanked.</summary>
internal sealed class CScanner(string code)
{
    /// <summary>Characters of one definition; a longer one is not searched for.</summary>
    private const int LengthMax = 64 << 10;

    /// <summary>Lines that a function's type may take above its name.</summary>
    private const int TypeLinesMax = 4;

    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_";
    private static readonly SearchValues<char> OfType = SearchValues.Create(Letters + " \t*");
    private static readonly SearchValues<char> OfTypeWithAttributes = SearchValues.Create(Letters + " \t*(),");

    /// <summary>The places of a name as a whole word.</summary>
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

    /// <summary>The text of the line before a place.</summary>
    public string LineBefore(int at) => code[StartOfLine(at)..at];

    /// <summary>The line has text in the first column and does not continue the line before.</summary>
    public bool IsFirstColumn(int at)
    {
        var start = StartOfLine(at);
        return !char.IsWhiteSpace(code[start]) && code[start] != '#' && (start < 2 || code[start - 2] != '\\');
    }

    /// <summary>
    /// The start of the declaration of the name at this place: in the first column, with only words before the name, or with the type on
    /// lines above. Null when it is not a declaration.
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

    /// <summary>The next character that is neither space nor line end; NUL at the end of the text.</summary>
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
    /// The place after the brace that closes the one here. Only the first branch of a condition counts, since each branch may open a brace.
    /// Null when there is no brace here, when it is not closed, or when an outer condition ends inside.
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

    /// <summary>The place after the semicolon that ends the statement; null when there is none nearby.</summary>
    public int? AfterStatement(int at)
    {
        var end = code.IndexOf(';', at, Math.Min(LengthMax, code.Length - at));
        return end < 0 ? null : end + 1;
    }

    /// <summary>The end of the line, continuation lines included.</summary>
    public int EndOfMacro(int at)
    {
        var end = code.IndexOf('\n', at);
        while (end > 0 && code[end - 1] == '\\')
            end = code.IndexOf('\n', end + 1);
        return end < 0 ? code.Length : end;
    }

    private static bool IsOfName(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}
