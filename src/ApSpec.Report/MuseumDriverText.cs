using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ApSpec.Search.Museum;

namespace ApSpec.Report;

/// <summary>The known defects in a compiled driver as text of 72 columns: those that are still there first.</summary>
public static class MuseumDriverText
{
    private const string Indent = "       ";

    /// <summary>The text, with a summary as its last line.</summary>
    public static string Of(string driver, ImmutableArray<DriverCell> cells)
    {
        var text = new StringBuilder($"{driver}\n");
        Group(text, "STILL THERE: rule, step, where; what goes wrong; what ends it", cells, CellStatus.Found, StillThere);
        Group(text, "MENDED", cells, CellStatus.Absent, cell => $"{cell.Exhibit.Title}{Fix(cell.Exhibit, " (", ")")}");
        Group(text, "CANNOT BE SHOWN: why (and what ends it)", cells, CellStatus.CannotBeShown, CannotBeShown);
        text.Append(CultureInfo.InvariantCulture, $"\n{driver}: {Count(cells, CellStatus.Found)} of {cells.Length} still there, ");
        text.Append(CultureInfo.InvariantCulture, $"{Count(cells, CellStatus.Absent)} mended, {Count(cells, CellStatus.CannotBeShown)} cannot be shown\n");
        return cells.Any(cell => cell.Exhibit.IsSuspected) ? text.Append("?: SUSPECTED, found by reading; no upstream statement was found\n").ToString() : text.ToString();
    }

    private static void Group(StringBuilder text, string title, ImmutableArray<DriverCell> cells, CellStatus status, Func<DriverCell, string> line)
    {
        var rows = cells.Where(cell => cell.Status == status).ToArray();
        if (rows.Length == 0)
            return;
        text.Append(CultureInfo.InvariantCulture, $"\n{title}\n");
        foreach (var cell in rows)
        {
            var first = $"  {cell.Exhibit.Id + (cell.Exhibit.IsSuspected ? "?" : ""),-5}";
            foreach (var part in line(cell).Split('\n'))
            {
                text.Append(MailText.Wrap(part, first, Indent)).Append('\n');
                first = Indent;
            }
        }
    }

    private static string StillThere(DriverCell cell) =>
        $"{cell.Rule} {cell.Step} {cell.Place ?? "place unknown"}\n{cell.Exhibit.Title}\nfix: {Fix(cell.Exhibit, "", "") ?? cell.Exhibit.Fix}";

    // Whoever backports has to look for these by hand.
    private static string CannotBeShown(DriverCell cell) =>
        cell.Exhibit.Hidden is null ? cell.Why : $"{cell.Why}{Fix(cell.Exhibit, " (", ")")}";

    private static string? Fix(Exhibit exhibit, string before, string after) => exhibit.FixedBy.IsEmpty && exhibit.Cve is null
        ? null
        : $"{before}{string.Join(", ", [exhibit.Fix, .. exhibit.Cve is { } cve ? [cve] : Array.Empty<string>()])}{after}";

    private static int Count(ImmutableArray<DriverCell> cells, CellStatus status) => cells.Count(cell => cell.Status == status);
}
