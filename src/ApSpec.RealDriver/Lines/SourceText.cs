using System.Text.RegularExpressions;
using ApSpec.RealDriver.Build;

namespace ApSpec.RealDriver.Lines;

/// <summary>A C file line by line, with comments and strings blanked: which lines are code, and which belong to one statement.</summary>
internal sealed partial class SourceText
{
    private readonly string[] lines;

    private SourceText(string text)
    {
        lines = CText.Blank(text).Split('\n');
    }

    /// <summary>Lines, from 1.</summary>
    public int Count => lines.Length;

    /// <summary>Reads a file's text.</summary>
    public static SourceText From(string text) => new(text);

    /// <summary>True when a line has only comments and braces.</summary>
    public bool IsEmpty(int line) => line < 1 || line > lines.Length || lines[line - 1].AsSpan().Trim(" \t\r{}").IsEmpty;

    /// <summary>The macro with a definition that this line is part of; null for none.</summary>
    public string? MacroAt(int line) => line >= 1 && line <= lines.Length && MacroPattern().Match(lines[DirectiveOf(line) - 1]) is { Success: true } macro
        ? macro.Groups[1].Value
        : null;

    /// <summary>The lines that have a name as a whole word.</summary>
    public IEnumerable<int> Uses(string name)
    {
        var word = new Regex($@"\b{Regex.Escape(name)}\b", RegexOptions.CultureInvariant);
        return Enumerable.Range(1, lines.Length).Where(line => word.IsMatch(lines[line - 1]));
    }

    /// <summary>First and last line of the statement that a line is part of.</summary>
    public (int First, int Last) StatementAt(int line)
    {
        var (first, last) = (line, line);
        while (first > 1 && line - first < StatementLinesMax && !Ends(first - 1))
            first--;
        while (last < lines.Length && last - line < StatementLinesMax && !Ends(last))
            last++;
        return (first, last);
    }

    /// <summary>The statement that a line is part of, in one line.</summary>
    public string Statement(int line)
    {
        var (first, last) = StatementAt(line);
        return string.Join(' ', lines[(first - 1)..last]);
    }

    private const int StatementLinesMax = 40;

    private bool Ends(int line) => lines[line - 1].AsSpan().TrimEnd(" \t\r") is var text
        && (text.IsEmpty || text[^1] is ';' or '{' or '}' or ':' || text.TrimStart().StartsWith("#"));

    // A backslash at the end continues a directive.
    private int DirectiveOf(int line)
    {
        while (line > 1 && lines[line - 2].AsSpan().TrimEnd(" \t\r").EndsWith("\\"))
            line--;
        return line;
    }

    [GeneratedRegex(@"^\s*#\s*define\s+(\w+)")]
    private static partial Regex MacroPattern();
}
