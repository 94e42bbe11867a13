using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Rules;
using ApSpec.Search;
using ApSpec.Search.Museum;

namespace ApSpec.Report;

/// <summary>The museum as text: a matrix of defects and revisions, and one defect's whole story.</summary>
public static class MuseumText
{
    /// <summary>
    /// A cell is the length of the shortest trace that shows the defect (<c>!</c> not proven), <c>.</c> when the defect is not present, <c>-</c>
    /// when it cannot be shown; <c>*</c> marks a cell in which the fact sheet differs.
    /// </summary>
    public static string Matrix(ImmutableArray<MuseumCell> cells)
    {
        var revisions = cells.Select(cell => cell.Revision).Distinct().ToArray();
        var text = new StringBuilder();
        foreach (var line in revisions.Select((revision, i) => $"{Letter(i)} {revision,-14}").Chunk(4))
            text.Append($"  {string.Concat(line).TrimEnd()}\n");
        text.Append($"\nbug  {string.Concat(revisions.Select((_, i) => $"{Letter(i),4}"))}\n");
        foreach (var row in cells.GroupBy(cell => cell.Exhibit))
        {
            text.Append(CultureInfo.InvariantCulture, $"{row.Key.Id + (row.Key.IsSuspected ? "?" : ""),-5}");
            foreach (var cell in row)
                text.Append(CultureInfo.InvariantCulture, $"{Mark(cell),4}");
            text.Append('\n');
        }

        text.Append("\n  n  found again: operations of the shortest trace of its kinds\n     n! not proven shortest\n");
        text.Append("  .  not present: its traces run and nothing of the kind is violated\n");
        text.Append("  -  cannot be shown: no verdict; 'apspec museum BUG' says why\n");
        text.Append("  *  the fact sheet says otherwise    ?  suspected, by reading alone\n");
        return text.Append(UncomparedText.Format(revisions.Select(Catalog.Find).OfType<Revision>())).ToString();
    }

    /// <summary>One defect in every revision, with its shortest trace in the first that has it; <paramref name="shown"/> is null when none has it.</summary>
    public static string Story(Exhibit exhibit, ImmutableArray<MuseumCell> cells, ShownExhibit? shown)
    {
        var text = new StringBuilder();
        text.Append(MailText.Wrap($"{exhibit.Title}{(exhibit.IsSuspected ? " (SUSPECTED: by reading alone)" : "")}", $"{exhibit.Id,-5}", "     ")).Append('\n');
        text.Append(MailText.Wrap($"ended by: {exhibit.Fix}", "     ", "     ")).Append('\n');
        foreach (var cell in cells)
        {
            var verdict = cell.Status switch
            {
                CellStatus.Found => $"found again by {cell.Rule} after {Counts.Of(cell.Trace!.Operations.Length, "operation")}, {MinimalityText.Word(cell.Minimality)}",
                CellStatus.Absent => $"not present: {Why(cell)}",
                _ => $"cannot be shown: {Why(cell)}",
            };
            var sheet = cell.AgreesWithSheet ? "" : cell.IsExpected ? " (the fact sheet says it is present)" : " (the fact sheet does not name it)";
            text.Append(MailText.Wrap($"{verdict}{sheet}", $"  {cell.Revision,-13}", "               ")).Append('\n');
            if (cell.Status == CellStatus.Found)
            {
                foreach (var reservation in cell.Reservations)
                    text.Append(MailText.Wrap(ReservationText.Format(reservation), "               ", "               ")).Append('\n');
            }
        }

        text.Append(UncomparedText.Format(cells.Select(cell => Catalog.Find(cell.Revision)).OfType<Revision>()));
        if (shown is { Cell: var first })
        {
            var trace = string.Join("; ", [$"scope {first.Trace!.Scope}", .. first.Trace.Operations.Select(op => op.ToString())]);
            text.Append('\n').Append(Table(shown));
            text.Append($"\n  ./apspec replay --revision {first.Revision} --rule {first.Rule} \\\n");
            text.Append(MailText.Wrap($"--trace '{trace}'", "    ", "      ")).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The grounds of a verdict, with the unconfirmed facts.</summary>
    public static string Why(MuseumCell cell) => string.Join("; ", [cell.Why, .. cell.Reservations.Select(ReservationText.Format)]);

    private static string Table(ShownExhibit shown)
    {
        var text = new StringBuilder(TraceTable.Format(shown.Steps, details: false) + TraceLegend.Format(shown.Steps));
        foreach (var (_, evidence) in shown.Steps[^1].Violations)
            text.Append(MailText.Wrap(evidence.Text ?? shown.Rule.Sentence, "  => ", "     ")).Append('\n');
        return text.ToString();
    }

    private static string Letter(int column) => ((char)('a' + column)).ToString();

    private static string Mark(MuseumCell cell) => (cell.Status switch
    {
        CellStatus.Found => $"{cell.Trace!.Operations.Length}{(cell.Minimality == Minimality.NotProven ? "!" : "")}",
        CellStatus.Absent => ".",
        _ => "-",
    }) + (cell.AgreesWithSheet ? "" : "*");
}
