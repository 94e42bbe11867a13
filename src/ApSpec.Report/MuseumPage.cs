using System.Collections.Immutable;
using System.Text;
using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Rules;
using ApSpec.Search.Museum;
using ApSpec.Vocabulary;

namespace ApSpec.Report;

/// <summary>A page of docs/museum: one defect, its shortest trace, and why each step of it is needed.</summary>
public static class MuseumPage
{
    /// <summary>The page, with the trace of the one revision.</summary>
    public static string Of(Exhibit exhibit, ImmutableArray<MuseumCell> cells, string revision, string story)
    {
        var shown = cells.Single(cell => cell.Revision == revision);
        var rule = RuleBook.Find(shown.Rule!)!;
        var subject = new ModelSubject(Catalog.Find(shown.Revision)!);
        var steps = Recording.Of(subject, shown.Trace!, [rule]);
        var text = new StringBuilder($"# {exhibit.Id}: {exhibit.Title}\n\nWritten by `UPDATE_GOLDEN=1 dotnet test tests/ApSpec.Report.Tests --settings tests/Long.runsettings`; do not edit.\n\n## Result\n\n");
        text.Append($"{(exhibit.IsSuspected ? "**SUSPECTED**: found by reading; no upstream statement was found. " : "")}Found again by {rule.Id} in {Names(cells, CellStatus.Found, rule.Id)}: ");
        text.Append($"{shown.Trace!.Operations.Length} operations in {shown.Revision}, {MinimalityText.Word(shown.Minimality)}.");
        if (cells.Any(cell => cell.Status == CellStatus.Absent))
            text.Append($"\nNot present in {Names(cells, CellStatus.Absent)}.");
        if (cells.Any(cell => cell.Status == CellStatus.CannotBeShown))
            text.Append($"\nNo verdict in {Names(cells, CellStatus.CannotBeShown)}.");
        if (subject.Uncompared is { } uncompared)
            text.Append($"\n{uncompared}.");
        foreach (var line in cells.Where(cell => cell.Status == CellStatus.Found).SelectMany(cell => cell.Reservations).Distinct())
            text.Append($"\n{line}.");
        text.Append($"\n\n## Rule\n\n{rule.Id}: {rule.Sentence} {rule.WhyItMatters}\n\n## The shortest trace\n\n```\n{TraceTable.Of(steps, details: false)}");
        foreach (var (_, evidence) in steps[^1].Violations)
            text.Append(MailText.Wrap(evidence.Text ?? rule.Sentence, "  => ", "     ")).Append('\n');
        foreach (var line in steps[^1].Guest)
            text.Append(GuestText.Of(line));
        text.Append("```\n\n## Why each step is needed\n\n| without | what happens |\n|---|---|\n");
        for (var i = 0; i < shown.Trace.Operations.Length; i++)
            text.Append($"| {i + 1} `{shown.Trace.Operations[i]}` | {Without(subject, shown.Trace, rule, i)} |\n");
        text.Append($"\n## The command\n\n```\n{CounterexampleText.Again(subject, shown.Trace, rule)}```\n\n## The fix, and why it took so long\n\n");
        return text.Append($"Ended by: {exhibit.Fix}.\n\n{story.Trim()}\n").ToString();
    }

    /// <summary>The matrix, with links to the pages.</summary>
    public static string Index(ImmutableArray<MuseumCell> cells)
    {
        var text = new StringBuilder("# The bug museum\n\nWritten by `UPDATE_GOLDEN=1 dotnet test tests/ApSpec.Report.Tests --settings tests/Long.runsettings`; do not edit.\n\n");
        text.Append("Every entry of the history's bug list - shipped, posted, suspected, or guarded against - looked for by machine in every revision:\n`./apspec museum`. ");
        text.Append("`./apspec museum B12` tells one of them; `--format jsonl` prints a cell a line.\n\nThose that teach most:\n\n");
        foreach (var (bug, _, _) in MuseumStories.All)
            text.Append($"- [{bug}]({bug.ToLowerInvariant()}.md): {Exhibits.Find(bug)!.Title}\n");
        text.Append($"\n```\n{MuseumText.Matrix(cells)}```\n\n## All of them\n\n| id | what goes wrong | ended by | why no trace shows it |\n|---|---|---|---|\n");
        foreach (var exhibit in cells.Select(cell => cell.Exhibit).Distinct())
            text.Append($"| {exhibit.Id}{(exhibit.IsSuspected ? " (SUSPECTED)" : "")} | {exhibit.Title} | {exhibit.Fix} | {exhibit.Hidden} |\n");
        return text.ToString();
    }

    // A cell that another rule found says which.
    private static string Names(ImmutableArray<MuseumCell> cells, CellStatus status, string? rule = null) =>
        string.Join(", ", cells.Where(cell => cell.Status == status)
            .Select(cell => rule is null || cell.Rule == rule ? cell.Revision : $"{cell.Revision} ({cell.Rule})"));

    // The trace run again without one operation, and what became of the violation.
    private static string Without(ModelSubject subject, Trace trace, Rule rule, int place)
    {
        var steps = Recording.Of(subject, trace with { Operations = trace.Operations.RemoveAt(place) }, [rule]);
        if (steps.FirstOrDefault(step => !step.Violations.IsEmpty) is { } still)
            return $"{rule.Id} is violated all the same, by `{still.Operation}`: another way of the same length";
        if (place == trace.Operations.Length - 1)
            return $"it is what violates {rule.Id}";
        return steps.FirstOrDefault(step => step.Result.Outcome == Outcome.NotPossible) is { } skipped
            ? $"`{skipped.Operation}` is not possible: {skipped.Result.Reason}"
            : $"{rule.Id} holds; the last step leaves {Left(steps[^1].Cells)}";
    }

    private static string Left(LedgerCells cells) =>
        $"refs `{cells.References}`, hook `{cells.Hook}`, masks `{cells.Masks}`, locks `{cells.Locks}`";
}
