using System.Collections.Immutable;
using System.Text;

namespace ApSpec.RealDriver.Build;

/// <summary>
/// Finds definitions by name in a C file of the tree. A definition begins in the first column, as in kernel style; nothing more is parsed.
/// The compiler then shows whether the right text was found.
/// </summary>
internal sealed class CFile(TreeSource source)
{
    /// <summary>Occurrences of a name that are examined in one file: a bound for a file that consists of names.</summary>
    private const int NamesMax = 2_000;

    /// <summary>Definitions of one name, under different conditions.</summary>
    private const int TwinsMax = 8;

    private readonly CScanner code = new(CText.Blank(source.Text));

    /// <summary>The file.</summary>
    public TreeSource Source => source;

    /// <summary>A function, with its body; null when the file defines none of that name.</summary>
    public CDefinition? Function(string name) => Find(name, FunctionAt);

    /// <summary>A structure with its members.</summary>
    public CDefinition? Structure(string name) => Find(name, StructureAt);

    /// <summary>A macro.</summary>
    public CDefinition? Macro(string name) => Find(name, MacroAt);

    /// <summary>A <c>typedef</c>.</summary>
    public CDefinition? Type(string name) => Find(name, TypeAt);

    private CDefinition? Find(string name, Func<int, string, (int Start, int End)?> definitionAt)
    {
        var found = new List<(int Start, int End)>();
        foreach (var at in code.Names(name).Take(NamesMax))
        {
            if ((found.Count == 0 || at >= found[^1].End) && definitionAt(at, name) is { } range)
                found.Add(range);
        }

        return found.Count switch
        {
            0 => null,
            1 => new CDefinition(name, source.Path, code.LineOf(found[0].Start), source.Text[found[0].Start..found[0].End]),
            <= TwinsMax => new CDefinition(name, source.Path, code.LineOf(found[0].Start), Twins(found)),
            _ => null,
        };
    }

    // Each keeps its conditions: the preprocessor selects one.
    private string Twins(List<(int Start, int End)> found)
    {
        var text = new StringBuilder();
        foreach (var (start, end) in found)
        {
            var conditions = CConditions.At(source.Text, start);
            foreach (var line in conditions.Lines)
                text.Append(line).Append('\n');
            text.Append($"#line {code.LineOf(start)}\n").Append(source.Text, start, end - start).Append('\n');
            text.Insert(text.Length, "#endif\n", conditions.Depth);
        }

        return text.ToString();
    }

    private (int Start, int End)? FunctionAt(int at, string name)
    {
        if (code.StartOfDeclaration(at) is not { } start || code.AfterGroup(code.SkipSpace(at + name.Length), '(', ')') is not { } next)
            return null;
        // Attributes, with arguments, may stand between the parameters and the body.
        for (next = code.SkipSpace(next); code.IsNameAt(next); next = code.SkipSpace(next))
        {
            next = code.SkipSpace(code.SkipName(next));
            next = code.AfterGroup(next, '(', ')') ?? next;
        }

        return code.AfterGroup(next, '{', '}') is { } end ? (start, end) : null;
    }

    private (int Start, int End)? StructureAt(int at, string name) =>
        code.LineBefore(at).Trim() is "struct" && code.IsFirstColumn(at)
            && code.AfterGroup(code.SkipSpace(at + name.Length), '{', '}') is { } body && code.AfterStatement(body) is { } end
                ? (code.StartOfLine(at), end)
                : null;

    private (int Start, int End)? MacroAt(int at, string name)
    {
        var before = code.LineBefore(at);
        return before.StartsWith('#') && before[1..].Trim() is "define" ? (code.StartOfLine(at), code.EndOfMacro(at)) : null;
    }

    private (int Start, int End)? TypeAt(int at, string name) =>
        code.IsFirstColumn(at) && code.LineBefore(at).StartsWith("typedef ", StringComparison.Ordinal)
            && code.NextAfter(at + name.Length) is ';' or ')' && code.AfterStatement(at) is { } end
            ? (code.StartOfLine(at), end)
            : null;
}
