using System.Collections.Immutable;

namespace ApSpec.Report;

/// <summary>Compares the museum of a run with the pinned one.</summary>
public static class MuseumDifference
{
    /// <summary>The cells that differ, one line each; the grounds of a verdict are not compared.</summary>
    public static ImmutableArray<string> Lines(IReadOnlyList<MuseumJson> expected, IReadOnlyList<MuseumJson> actual)
    {
        var was = expected.ToDictionary(cell => (cell.Bug, cell.Revision));
        var now = actual.ToDictionary(cell => (cell.Bug, cell.Revision));
        return
        [
            .. now.Keys.Union(was.Keys)
                .Select(cell => (Cell: cell, Was: was.GetValueOrDefault(cell), Now: now.GetValueOrDefault(cell)))
                .Where(pair => Words(pair.Was) != Words(pair.Now))
                .Select(pair => $"{pair.Cell.Bug} in {pair.Cell.Revision}: expected {Words(pair.Was)}, is {Words(pair.Now)}"),
        ];
    }

    private static string Words(MuseumJson? cell) => cell switch
    {
        null => "no cell",
        { Status: "found" } => $"found by {cell.Rule} after {Counts.Of(cell.Length ?? 0, "operation")}, {cell.Minimal}",
        _ => cell.Status,
    };
}
