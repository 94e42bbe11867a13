using System.Collections.Immutable;

namespace ApSpec.RealDriver.Build;

/// <summary>The preprocessor conditions around a place of a C text.</summary>
/// <param name="Lines">Each <c>#if</c> that is open there, with the <c>#elif</c> and <c>#else</c> that lead to the branch.</param>
/// <param name="Depth">How many are open.</param>
internal sealed record CConditions(ImmutableArray<string> Lines, int Depth)
{
    /// <summary>Those at a place.</summary>
    public static CConditions At(string text, int place)
    {
        var open = new Stack<List<string>>();
        foreach (var line in text[..place].Split('\n'))
        {
            switch (WordAt(line, line.Length - line.AsSpan().TrimStart().Length))
            {
                case "if":
                    open.Push([line]);
                    break;
                case "else" when open.TryPeek(out var lines):
                    lines.Add(line);
                    break;
                case "endif":
                    open.TryPop(out _);
                    break;
            }
        }

        return new CConditions([.. open.Reverse().SelectMany(lines => lines)], open.Count);
    }

    /// <summary>
    /// The kind of conditional line that begins here: <c>if</c> for any that opens a condition, <c>else</c> for any that begins another
    /// branch, <c>endif</c>; null for none.
    /// </summary>
    public static string? WordAt(string code, int at)
    {
        if (at >= code.Length || code[at] != '#')
            return null;
        var word = code.AsSpan(at + 1).TrimStart(" \t");
        return word.StartsWith("if") ? "if" : word.StartsWith("el") ? "else" : word.StartsWith("endif") ? "endif" : null;
    }

    /// <summary>The end of the line with the <c>#endif</c> of the <c>#else</c> at this place, or <paramref name="end"/>.</summary>
    public static int EndOfBranches(string code, int at, int end)
    {
        for (var depth = 0; at < end; at++)
        {
            var line = code.IndexOf('\n', at, end - at);
            var word = WordAt(code, at + code.AsSpan(at).IndexOfAnyExcept(' ', '\t'));
            depth += word is "if" ? 1 : word is "endif" ? -1 : 0;
            if (depth < 0 || line < 0)
                return line < 0 ? end : line;
            at = line;
        }

        return end;
    }
}
