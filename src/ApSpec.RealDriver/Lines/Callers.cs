using System.Collections.Immutable;

namespace ApSpec.RealDriver.Lines;

/// <summary>An approximate call graph, from the text: a function may call every function that its code names.</summary>
internal sealed class Callers(LineTable table, SourceTexts texts)
{
    /// <summary>How far callers are followed.</summary>
    private const int StepsMax = 4;

    /// <summary>
    /// Lines with code that lead to a function, nearest first: its own, then lines that name it, then lines that name those functions, and so
    /// on.
    /// </summary>
    public IEnumerable<TreeLine> LinesTowards(string function)
    {
        var known = new HashSet<string>(StringComparer.Ordinal) { function };
        ImmutableArray<string> level = [function];
        for (var step = 0; step < StepsMax && !level.IsEmpty; step++)
        {
            var lines = level.SelectMany(LinesNaming).Distinct().ToArray();
            foreach (var line in lines)
                yield return line;
            level = [.. lines.Select(table.FunctionOf).OfType<string>().Distinct().Where(known.Add)];
            foreach (var line in level.SelectMany(caller => LinesOf(caller)))
                yield return line;
        }
    }

    /// <summary>The lines of a function that have code.</summary>
    public IEnumerable<TreeLine> LinesOf(string function) => byFunction[function];

    private readonly ILookup<string, TreeLine> byFunction = table.Lines.ToLookup(line => table.FunctionOf(line)!);

    private IEnumerable<TreeLine> LinesNaming(string function) => texts.Uses(function).Select(WithCode)
        .Where(line => table.HasCode(line) && table.FunctionOf(line) != function);

    // A call over several lines has its code at the first line.
    private TreeLine WithCode(TreeLine use)
    {
        if (table.HasCode(use) || texts.Find(use.File) is not { } text)
            return use;
        var first = text.StatementAt(use.Number).First;
        var number = Enumerable.Range(first, use.Number - first).LastOrDefault(before => table.HasCode(use with { Number = before }), use.Number);
        return use with { Number = number };
    }
}
