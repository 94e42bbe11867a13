using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ApSpec.Search.Museum;

namespace ApSpec.Report;

/// <summary>The known defects in a compiled driver as text of 72 columns: those that are still there first.</summary>
public static partial class MuseumDriverText
{
    private const string Indent = "       ";
    private const int LinesMin = 6;

    /// <summary>The text, with a summary as its last line.</summary>
    public static string Format(string driver, ImmutableArray<DriverCell> cells)
    {
        var text = new StringBuilder($"{driver}\n");
        Group(text, "STILL THERE: rule, step, where; what goes wrong; what ends it", cells, CellStatus.Found, StillThere);
        Group(text, "MENDED", cells, CellStatus.Absent, cell => $"{cell.Exhibit.Title} ({Fix(cell.Exhibit)})");
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
        $"{cell.Rule} {cell.Step} {Where(cell.Places)}\n{cell.Exhibit.Title}\nfix: {Fix(cell.Exhibit)}";

    // The entry point, and called functions of more than a few lines: locks, look-ups and the like are left out.
    private static string Where(ImmutableArray<string> places) => places.IsEmpty ? "in no function known" : string.Join(", ",
        places.Where((place, i) => i == 0 || Lines().Match(place) is { Success: true } lines && Number(lines, 2) - Number(lines, 1) >= LinesMin));

    // Defects that a backporter has to look for by hand.
    private static string CannotBeShown(DriverCell cell) =>
        cell.Trace is not null || cell.Exhibit.FixedBy.IsEmpty ? cell.Why : $"{cell.Why} ({Fix(cell.Exhibit)})";

    private static string Fix(Exhibit exhibit) => exhibit.Cve is { } cve ? $"{exhibit.Fix}, {cve}" : exhibit.Fix;

    private static int Number(Match match, int group) => int.TryParse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static int Count(ImmutableArray<DriverCell> cells, CellStatus status) => cells.Count(cell => cell.Status == status);

    [GeneratedRegex(@":(\d+)-(\d+)\)$")]
    private static partial Regex Lines();
}
