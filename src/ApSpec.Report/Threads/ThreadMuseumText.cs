using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ApSpec.Search.Museum;

namespace ApSpec.Report.Threads;

/// <summary>The defects of calls at once as text: a matrix, and each one's schedule.</summary>
public static class ThreadMuseumText
{
    /// <summary>
    /// A cell is the preemptions of the schedule that shows the defect, <c>.</c> when no schedule does, <c>-</c> when there is no verdict, <c>*</c> when the list
    /// of affected revisions says otherwise.
    /// </summary>
    public static string Matrix(ImmutableArray<ThreadCell> cells)
    {
        var revisions = cells.Select(cell => cell.Revision).Distinct().ToArray();
        var text = new StringBuilder();
        foreach (var line in revisions.Select((revision, i) => $"{(char)('a' + i)} {revision,-14}").Chunk(4))
            text.Append($"  {string.Concat(line).TrimEnd()}\n");
        text.Append($"\nbug   calls at once  {string.Concat(revisions.Select((_, i) => $"{(char)('a' + i),3}"))}\n");
        foreach (var row in cells.GroupBy(cell => cell.Exhibit))
        {
            text.Append(CultureInfo.InvariantCulture, $"{row.Key.Id + (row.Key.IsSuspected ? "?" : ""),-5} {row.Key.Set.Name,-14}");
            foreach (var cell in row)
                text.Append(CultureInfo.InvariantCulture, $"{Mark(cell),3}");
            text.Append('\n');
        }

        text.Append("\n  n  some schedule shows it: its preemptions, none has fewer\n  .  no schedule of these calls shows it    -  no verdict\n");
        return text.Append("  *  the list of affected revisions says otherwise\n  ?  suspected, by reading or by a model alone\n").ToString();
    }

    /// <summary>Each defect with the schedule that shows it in the last revision that has it.</summary>
    public static string Page(ImmutableArray<ThreadCell> cells)
    {
        var text = new StringBuilder("# Calls at once\n\nWritten by `UPDATE_GOLDEN=1 dotnet test tests/ApSpec.Report.Tests --settings tests/Long.runsettings`; do not edit.\n\n");
        text.Append("Defects that show when several calls run at once, looked for in every schedule of a small set of calls: `./apspec explore --threads`.\n"
            + "A preemption is a switch to another thread in the middle of a call that could go on.\n\n");
        text.Append($"```\n{Matrix(cells)}```\n");
        foreach (var row in cells.GroupBy(cell => cell.Exhibit))
        {
            if (row.LastOrDefault(cell => cell.Finding is not null) is { } shown)
                text.Append(Story(row.Key, shown));
        }

        return text.ToString();
    }

    private static string Story(ThreadExhibit exhibit, ThreadCell cell)
    {
        var (trace, record) = (cell.Finding!.Trace, cell.Record!);
        return $"\n## {exhibit.Id}{(exhibit.IsSuspected ? " (SUSPECTED)" : "")}: {exhibit.What}\n\n```\n{ThreadText.Format(cell.Subject, trace, record)}```\n\n"
            + $"```\n{CounterexampleText.Again(cell.Subject, trace, null)}```\n\n```mermaid\n{SequenceDiagram.Format(trace.Threads, record)}```\n";
    }

    private static string Mark(ThreadCell cell) =>
        (cell.NoVerdict is not null ? "-" : cell.Finding is { } finding ? finding.Preemptions.ToString(CultureInfo.InvariantCulture) : ".") + (cell.AgreesWithList ? "" : "*");
}
