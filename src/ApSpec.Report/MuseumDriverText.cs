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
        Group(text, "STILL THERE", cells, CellStatus.Found);
        Group(text, "MENDED", cells, CellStatus.Absent);
        Group(text, "CANNOT BE SHOWN", cells, CellStatus.CannotBeShown);
        return text.Append('\n').Append(MailText.Wrap($"{driver}: {Count(cells, CellStatus.Found)} of {cells.Length} known defects still there, "
            + $"{Count(cells, CellStatus.Absent)} mended, {Count(cells, CellStatus.CannotBeShown)} cannot be shown")).Append('\n').ToString();
    }

    private static void Group(StringBuilder text, string title, ImmutableArray<DriverCell> cells, CellStatus status)
    {
        var rows = cells.Where(cell => cell.Status == status).ToArray();
        if (rows.Length == 0)
            return;
        text.Append(CultureInfo.InvariantCulture, $"\n{title}\n");
        foreach (var cell in rows)
        {
            var id = $"  {cell.Exhibit.Id + (cell.Exhibit.IsSuspected ? "?" : ""),-5}";
            text.Append(MailText.Wrap(status == CellStatus.CannotBeShown ? cell.Why : cell.Exhibit.Title, id, Indent)).Append('\n');
            if (status == CellStatus.Found)
                text.Append(MailText.Wrap($"{cell.Rule} at step {cell.Step} of {cell.Trace}, {cell.Operation}, in {cell.Place}", Indent, Indent + "  ")).Append('\n');
            if (status == CellStatus.Found || (status == CellStatus.Absent && !cell.Exhibit.FixedBy.IsEmpty))
                text.Append(MailText.Wrap($"fix: {string.Join(", ", [cell.Exhibit.Fix, .. cell.Exhibit.Cve is { } cve ? [cve] : Array.Empty<string>()])}", Indent, Indent + "  ")).Append('\n');
        }
    }

    private static int Count(ImmutableArray<DriverCell> cells, CellStatus status) => cells.Count(cell => cell.Status == status);
}
