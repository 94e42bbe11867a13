using System.Collections.Immutable;
using System.Text;
using ApSpec.Check;
using ApSpec.Rules;

namespace ApSpec.Report;

/// <summary>A replayed trace as a table of 72 columns; the cell that violates a rule is put between <c>&gt;</c> and <c>&lt;</c>.</summary>
public static class TraceTable
{
    private const int OperationWidthMax = 24;
    private const int OperationWidthMin = 12;
    private const int ResultWidthMin = 8;
    private const int Gaps = 5; // around number and operation
    private static readonly string[] Heads = ["refs", "hook", "masks", "locks"];

    /// <summary>
    /// The table; with <paramref name="details"/> also the other fields that each step changed. If the cells of two guests do not fit side by side,
    /// they are put below each other; if that is not enough, the column of operations gets narrower.
    /// </summary>
    public static string Format(ImmutableArray<RecordedStep> steps, bool details)
    {
        var rows = steps.Select(step => Cells(step)).ToArray();
        var lines = rows.Select(row => row.Select(cell => new[] { cell }).ToArray()).ToArray();
        var results = ResultWidth(steps);
        if (Room(Widths(lines), results) < OperationWidthMax)
            lines = [.. rows.Select(row => row.Select(cell => cell.Split(' ')).ToArray())];
        var widths = Widths(lines);
        var room = Math.Clamp(Room(widths, results), OperationWidthMin, OperationWidthMax);
        var text = new StringBuilder();
        text.Append($"  # {"operation".PadRight(room)} {"result".PadRight(results)}");
        for (var i = 0; i < Heads.Length; i++)
            text.Append(Heads[i].PadRight(widths[i]));
        TrimEnd(text).Append('\n');
        for (var n = 0; n < steps.Length; n++)
            AppendRow(text, steps[n], lines[n], widths, (room, results), details);
        return text.ToString();
    }

    // Columns left for the operation; the blank after the last cell is cut off.
    private static int Room(int[] widths, int results) => MailText.Columns - Gaps - results - widths.Sum() + 1;

    // A blank after the longest result: -EADDRNOTAVAIL is longer than most.
    private static int ResultWidth(ImmutableArray<RecordedStep> steps) =>
        steps.Select(step => Mark(step, EvidenceColumn.Result, step.Result.ToString()).Length + 1).Append(ResultWidthMin).Max();

    private static int[] Widths(string[][][] rows) =>
        [.. Heads.Select((head, i) => Math.Max(head.Length, rows.Select(row => row[i].Max(part => part.Length)).DefaultIfEmpty().Max()) + 1)];

    private static void AppendRow(StringBuilder text, RecordedStep step, string[][] cells, int[] widths, (int Operation, int Result) room, bool details)
    {
        var operation = step.Operation.ToString();
        text.Append($"{step.Number,3} {operation.PadRight(room.Operation)} ");
        if (operation.Length > room.Operation)
            TrimEnd(text).Append('\n').Append(' ', room.Operation + Gaps);
        text.Append(Mark(step, EvidenceColumn.Result, step.Result.ToString()).PadRight(room.Result));
        for (var line = 0; line < cells.Max(cell => cell.Length); line++)
        {
            if (line > 0)
                text.Append(' ', room.Operation + room.Result + Gaps);
            for (var i = 0; i < cells.Length; i++)
                text.Append((line < cells[i].Length ? cells[i][line] : "").PadRight(widths[i]));
            TrimEnd(text).Append('\n');
        }

        foreach (var fault in step.Faults)
            text.Append(MailText.Wrap(fault, "    ! ", "      ")).Append('\n');
        if (details && step.Changes.Length > 0)
            text.Append(MailText.Wrap(string.Join(", ", step.Changes), "    ~ ", "      ")).Append('\n');
    }

    private static string[] Cells(RecordedStep step) =>
    [
        Mark(step, EvidenceColumn.References, step.Cells.References),
        Mark(step, EvidenceColumn.Hook, step.Cells.Hook),
        Mark(step, EvidenceColumn.Masks, step.Cells.Masks),
        Mark(step, EvidenceColumn.Locks, step.Cells.Locks),
    ];

    private static string Mark(RecordedStep step, EvidenceColumn column, string cell) =>
        step.Violations.Any(violation => violation.Evidence.Column == column) ? $">{cell}<" : cell;

    private static StringBuilder TrimEnd(StringBuilder text)
    {
        while (text.Length > 0 && text[^1] == ' ')
            text.Length--;
        return text;
    }
}
