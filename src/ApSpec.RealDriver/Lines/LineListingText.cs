using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ApSpec.RealDriver.Lines;

/// <summary>Parses objdump's output on a library's functions and line table.</summary>
internal static partial class LineListingText
{
    private const string Tree = "tree/";

    /// <summary>The rows of the tree's files, in the order of the code. Rows of the fakes are left out.</summary>
    public static ImmutableArray<LineRow> RowsOf(string listing)
    {
        var rows = new List<(uint Offset, TreeLine Line)>();
        var functions = new SortedList<uint, (uint End, string Name)>();
        string? file = null;
        foreach (var line in listing.Split('\n'))
        {
            if (RowPattern().Match(line) is { Success: true } row)
            {
                if (file is not null)
                    rows.Add((OffsetOf(row.Groups[2].Value), new TreeLine(file, int.Parse(row.Groups[1].Value, CultureInfo.InvariantCulture))));
            }
            else if (FunctionPattern().Match(line) is { Success: true } function)
            {
                var start = OffsetOf(function.Groups[1].Value);
                functions[start] = (start + OffsetOf(function.Groups[2].Value), function.Groups[3].Value);
            }
            else if (FilePattern().Match(line) is { Success: true } named)
            {
                file = PathIn(named.Groups[1].Value);
            }
        }

        return
        [
            .. rows.Distinct().Select(row => (row.Offset, row.Line, Function: FunctionAt(functions, row.Offset)))
                .Where(row => row.Function is not null)
                .Select(row => new LineRow(row.Offset, row.Line, row.Function!))
                .OrderBy(row => row.Offset).ThenBy(row => row.Line),
        ];
    }

    private static string? PathIn(string name)
    {
        var at = name.StartsWith("./", StringComparison.Ordinal) ? 2 : 0;
        if (string.CompareOrdinal(name, at, Tree, 0, Tree.Length) != 0)
            return null;
        var path = name[(at + Tree.Length)..];
        return path.Contains("/../", StringComparison.Ordinal) ? Path.GetFullPath($"/{path}")[1..] : path;
    }

    private static string? FunctionAt(SortedList<uint, (uint End, string Name)> functions, uint offset)
    {
        var (first, end) = (0, functions.Count);
        while (first < end)
        {
            var middle = (first + end) / 2;
            if (functions.GetKeyAtIndex(middle) <= offset)
                first = middle + 1;
            else
                end = middle;
        }

        return first > 0 && functions.GetValueAtIndex(first - 1) is var found && offset < found.End ? found.Name : null;
    }

    private static uint OffsetOf(string hex) => uint.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    // A row has a line and an address; the row that ends a sequence has no line.
    [GeneratedRegex(@"^\S.*\s([1-9][0-9]*)\s+(?:0x)?([0-9a-f]{1,8})(?:\s.*)?$")]
    private static partial Regex RowPattern();

    [GeneratedRegex(@"^[0-9a-f]{8}([0-9a-f]{8}) .{6}F \S+\s([0-9a-f]+)\s+(?:\.hidden )?(\S+)$")]
    private static partial Regex FunctionPattern();

    [GeneratedRegex(@"^(?:CU: )?(\S+):(?:\[\+\+\])?$")]
    private static partial Regex FilePattern();
}
