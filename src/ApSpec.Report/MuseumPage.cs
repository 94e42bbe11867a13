using System.Collections.Immutable;
using System.Text;
using ApSpec.Check;
using ApSpec.Rules;
using ApSpec.Search.Museum;

namespace ApSpec.Report;

/// <summary>A page of docs/museum: one defect, its shortest trace, and why each step of it is needed.</summary>
public static class MuseumPage
{
    /// <summary>The page of a defect: its verdicts <paramref name="cells"/>, and its trace on one revision.</summary>
    public static string Format(ShownExhibit proof, ImmutableArray<MuseumCell> cells, string story)
    {
        var (shown, subject, rule, steps) = (proof.Cell, proof.Subject, proof.Rule, proof.Steps);
        var exhibit = shown.Exhibit;
        var text = new StringBuilder($"# {exhibit.Id}: {exhibit.Title}\n\nWritten by `UPDATE_GOLDEN=1 dotnet test tests/ApSpec.Report.Tests --settings tests/Long.runsettings`; do not edit.\n\n## Result\n\n");
        text.Append($"{(exhibit.IsSuspected ? "**SUSPECTED**: found by reading; no upstream statement was found. " : "")}Found again by {rule.Id} in {Names(cells, CellStatus.Found, rule.Id)}: ");
        text.Append($"{shown.Trace!.Operations.Length} operations in {shown.Revision}, {MinimalityText.Word(shown.Minimality)}.");
        if (cells.Any(cell => cell.Status == CellStatus.Absent))
            text.Append($"\nNot present in {Names(cells, CellStatus.Absent)}.");
        if (cells.Any(cell => cell.Status == CellStatus.CannotBeShown))
            text.Append($"\nNo verdict in {Names(cells, CellStatus.CannotBeShown)}.");
        if (subject.Uncompared is { } uncompared)
            text.Append($"\n{uncompared}.");
        foreach (var reservation in cells.Where(cell => cell.Status == CellStatus.Found).SelectMany(cell => cell.Reservations).Distinct())
            text.Append($"\n{ReservationText.Format(reservation)}.");
        text.Append($"\n\n## Rule\n\n{rule.Id}: {rule.Sentence} {rule.WhyItMatters}\n\n## The shortest trace\n\n```\n{TraceTable.Format(steps, details: false)}");
        foreach (var (_, evidence) in steps[^1].Violations)
            text.Append(MailText.Wrap(evidence.Text ?? rule.Sentence, "  => ", "     ")).Append('\n');
        foreach (var fact in proof.Guest)
            text.Append(GuestText.Line(fact));
        text.Append("```\n\n## Why each step is needed\n\n| without | what happens |\n|---|---|\n");
        foreach (var (place, without) in proof.Without.Index())
            text.Append($"| {place + 1} `{without.LeftOut}` | {Words(without, rule)} |\n");
        text.Append($"\n## The command\n\n```\n{CounterexampleText.Again(subject, shown.Trace, rule)}```\n\n## The fix, and why it took so long\n\n");
        return text.Append($"Ended by: {exhibit.Fix}.\n\n{story.Trim()}\n").ToString();
    }

    /// <summary>The matrix, with links to the pages.</summary>
    public static string Index(ImmutableArray<MuseumCell> cells)
    {
        var text = new StringBuilder("# The bug museum\n\nWritten by `UPDATE_GOLDEN=1 dotnet test tests/ApSpec.Report.Tests --settings tests/Long.runsettings`; do not edit.\n\n");
        text.Append("Every entry of the history's bug list - shipped, posted, suspected, or guarded against - looked for by machine in every revision:\n`./apspec museum`. ");
        text.Append("`./apspec museum B12` tells one of them; `--format jsonl` prints a cell a line.\nWhat only several calls at once show is in [threads.md](threads.md).\n\nThose that teach most:\n\n");
        foreach (var (bug, _, _) in MuseumStories.All)
            text.Append($"- [{bug}]({bug.ToLowerInvariant()}.md): {Exhibits.Find(bug)!.Title}\n");
        text.Append($"\n```\n{MuseumText.Matrix(cells)}```\n\n## All of them\n\n| id | what goes wrong | ended by | why no trace shows it |\n|---|---|---|---|\n");
        foreach (var exhibit in cells.Select(cell => cell.Exhibit).Distinct())
            text.Append($"| {exhibit.Id}{(exhibit.IsSuspected ? " (SUSPECTED)" : "")} | {exhibit.Title} | {exhibit.Fix} | {exhibit.Hidden} |\n");
        return text.ToString();
    }

    // A defect that another rule found gets the name of that rule.
    private static string Names(ImmutableArray<MuseumCell> cells, CellStatus status, string? rule = null) =>
        string.Join(", ", cells.Where(cell => cell.Status == status)
            .Select(cell => rule is null || cell.Rule == rule ? cell.Revision : $"{cell.Revision} ({cell.Rule})"));

    private static string Words(WithoutStep without, Rule rule) => without switch
    {
        WithoutStep.StillViolated still => $"{rule.Id} is violated all the same, by `{still.By}`: another way of the same length",
        WithoutStep.IsTheViolation => $"it is what violates {rule.Id}",
        WithoutStep.NotPossible later => $"`{later.Skipped}` is not possible: {later.Reason}",
        WithoutStep.Holds holds => $"{rule.Id} holds; the last step leaves {Left(holds.Left)}",
        _ => throw new InvalidOperationException($"unknown outcome {without}"),
    };

    private static string Left(LedgerCells cells) =>
        $"refs `{cells.References}`, hook `{cells.Hook}`, masks `{cells.Masks}`, locks `{cells.Locks}`";
}
