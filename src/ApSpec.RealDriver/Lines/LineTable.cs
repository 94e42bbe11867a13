using System.Collections.Immutable;
using ApSpec.RealDriver.Build;

namespace ApSpec.RealDriver.Lines;

/// <summary>The line table of a driver that was compiled as <see cref="Flavour.Lines"/>: which lines of the tree have code, and where.</summary>
public sealed class LineTable
{
    private readonly ImmutableSortedDictionary<TreeLine, ImmutableArray<LineRow>> byLine;
    private readonly Dictionary<string, ImmutableArray<int>> numbers;
    private readonly Dictionary<(string File, string Function), (int First, int Last)> functions;

    private LineTable(ImmutableArray<LineRow> rows)
    {
        Rows = rows;
        Offsets = [.. rows.Select(row => row.Offset).Distinct()];
        byLine = rows.GroupBy(row => row.Line).ToImmutableSortedDictionary(group => group.Key, group => group.ToImmutableArray());
        numbers = byLine.Keys.GroupBy(line => line.File).ToDictionary(group => group.Key, group => group.Select(line => line.Number).ToImmutableArray());
        functions = rows.GroupBy(row => (row.Line.File, row.Function))
            .ToDictionary(group => group.Key, group => (group.Min(row => row.Line.Number), group.Max(row => row.Line.Number)));
    }

    /// <summary>Every place where a line begins, in the order of the code.</summary>
    public ImmutableArray<LineRow> Rows { get; }

    /// <summary>The places, each once, in order.</summary>
    public ImmutableArray<uint> Offsets { get; }

    /// <summary>The lines that have code, by file and number.</summary>
    public IEnumerable<TreeLine> Lines => byLine.Keys;

    /// <summary>The table of a built driver.</summary>
    /// <exception cref="InvalidOperationException">The driver is of another flavour.</exception>
    public static LineTable Read(BuiltDriver built)
    {
        var path = Path.Combine(Path.GetDirectoryName(built.LibraryPath)!, LineListing.Name);
        return File.Exists(path)
            ? Parse(File.ReadAllText(path))
            : throw new InvalidOperationException($"{built.LibraryPath}: its line table is not beside it; it is not of flavour {Flavour.Lines}");
    }

    /// <summary>The table in what objdump prints.</summary>
    internal static LineTable Parse(string listing) => new(LineListingText.RowsOf(listing));

    /// <summary>True when a line has code.</summary>
    public bool HasCode(TreeLine line) => byLine.ContainsKey(line);

    /// <summary>The places where a line begins; empty when it has no code.</summary>
    public ImmutableArray<LineRow> RowsOf(TreeLine line) => byLine.GetValueOrDefault(line, []);

    /// <summary>The function that a line with code is in; null when it has none.</summary>
    public string? FunctionOf(TreeLine line) => byLine.TryGetValue(line, out var rows) ? rows[0].Function : null;

    /// <summary>The numbers of a file's lines that have code, in order.</summary>
    public ImmutableArray<int> NumbersIn(string file) => numbers.GetValueOrDefault(file, []);

    /// <summary>The function whose first and last line with code are around a line; null for none.</summary>
    public string? FunctionAround(TreeLine line) => functions
        .Where(one => one.Key.File == line.File && one.Value.First <= line.Number && line.Number <= one.Value.Last)
        .OrderBy(one => one.Value.Last - one.Value.First).Select(one => one.Key.Function).FirstOrDefault();
}
