using System.Collections.Immutable;

namespace ApSpec.RealDriver.Lines;

/// <summary>
/// Finds the places of a patched tree that must be run to test the patch: changed lines with code, the statements on both sides of a
/// deletion, the uses of a changed macro. Other changed lines are listed as lines without code.
/// </summary>
public sealed class ChangedLines
{
    private readonly LineTable table;
    private readonly SourceTexts texts;

    internal ChangedLines(LineTable table, SourceTexts texts)
    {
        this.table = table;
        this.texts = texts;
    }

    /// <summary>For patches that result in the sources of <paramref name="built"/>, a driver of flavour lines.</summary>
    public static ChangedLines In(BuiltDriver built) => new(LineTable.Read(built), SourceTexts.Read(built));

    /// <summary>The places of a unified diff, by file and line, without repeats; files that are not compiled have none.</summary>
    public ImmutableArray<ChangedPlace> Find(string diff) =>
    [
        .. UnifiedDiff.HunksOf(diff).SelectMany(PlacesOf)
            .GroupBy(place => place.Line).Select(group => group.MinBy(place => place.Kind)!)
            .OrderBy(place => place.Line),
    ];

    private IEnumerable<ChangedPlace> PlacesOf(DiffHunk hunk)
    {
        if (texts.Find(hunk.File) is not { } text)
            return [];
        var added = Enumerable.Range(hunk.Before + 1, hunk.Added).SelectMany(line => Added(hunk.File, text, line)).ToArray();
        // Code replaced by a comment is a deletion, too.
        return added.Any(place => place.HasCode) || hunk.Removed.All(IsNoCode) ? added : added.Concat(Beside(hunk));
    }

    private ChangedPlace[] Added(string file, SourceText text, int number)
    {
        var line = new TreeLine(file, number);
        if (WithCode(line, text) is { } own)
            return [new ChangedPlace(own, table.FunctionOf(own), ChangedKind.Line, HasCode: true)];
        if (text.MacroAt(number) is { } macro && UsesOf(macro) is { Length: > 0 } uses)
            return uses;
        return [new ChangedPlace(line, table.FunctionAround(line), ChangedKind.Line, HasCode: false)];
    }

    private ChangedPlace[] UsesOf(string macro) =>
    [
        .. texts.Uses(macro).Select(use => texts.Find(use.File) is { } text ? WithCode(use, text) : null).OfType<TreeLine>().Distinct()
            .Select(use => new ChangedPlace(use, table.FunctionOf(use), ChangedKind.Macro, HasCode: true)),
    ];

    // Only some lines of a statement have code: take the last one at or before the changed line, else the first after it.
    private TreeLine? WithCode(TreeLine line, SourceText text)
    {
        if (table.HasCode(line))
            return line;
        if (text.IsEmpty(line.Number) || text.MacroAt(line.Number) is not null)
            return null;
        var (first, last) = text.StatementAt(line.Number);
        return Enumerable.Range(first, line.Number - first).Reverse().Concat(Enumerable.Range(line.Number + 1, last - line.Number))
            .Select(number => line with { Number = number }).Where(table.HasCode).Select(found => (TreeLine?)found).FirstOrDefault();
    }

    private IEnumerable<ChangedPlace> Beside(DiffHunk hunk)
    {
        var (before, after) = (new TreeLine(hunk.File, hunk.Before), new TreeLine(hunk.File, hunk.Before + hunk.Added + 1));
        var function = table.FunctionAround(before);
        if (function is null || function != table.FunctionAround(after))
            return hunk.Added > 0 ? [] : [new ChangedPlace(before with { Number = Math.Max(1, hunk.Before) }, null, ChangedKind.Deletion, HasCode: false)];
        var numbers = table.NumbersIn(hunk.File).Where(number => table.FunctionOf(before with { Number = number }) == function).ToArray();
        return numbers.Where(number => number <= before.Number).TakeLast(1).Concat(numbers.Where(number => number >= after.Number).Take(1))
            .Select(number => new ChangedPlace(before with { Number = number }, function, ChangedKind.Deletion, HasCode: true));
    }

    private static bool IsNoCode(string text) => text.Trim(' ', '\t', '\r', '{', '}') is "" or ['*', ..] or ['/', '*', ..] or ['/', '/', ..];
}
