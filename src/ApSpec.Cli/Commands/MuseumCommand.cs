using System.Collections.Immutable;
using System.CommandLine;
using ApSpec.Drivers;
using ApSpec.Explore;
using ApSpec.Report;
using ApSpec.Search.Museum;

namespace ApSpec.Cli.Commands;

/// <summary><c>museum</c>: every known defect, looked for in every revision, or in the driver of a kernel tree.</summary>
internal static class MuseumCommand
{
    public static Command Create()
    {
        var bugs = new Argument<string[]>("BUG") { Description = "a defect's id, such as B12; default all", Arity = ArgumentArity.ZeroOrMore };
        var revisions = Options.Revisions("all");
        var budget = Options.StatesMax(20_000);
        var expect = new Option<string?>("--expect") { Description = "pinned cells, as --format jsonl prints them: exit 0 exactly when the result equals them" };
        var format = Options.Format();
        var drivers = Options.Drivers();
        var rev = Options.Rev();
        var threads = new Option<bool>("--threads") { Description = "the defects that calls at once show, by the schedule with the fewest preemptions" };
        var failOnKnown = new Option<bool>("--fail-on-known") { Description = "with --driver: exit 1 when a known defect is still there" };
        var isUnsafe = Options.Unsafe();
        var command = new Command("museum", "Find each known defect again: at its shortest in each revision, or with --driver in a kernel tree's own code.")
        {
            bugs, revisions, budget, expect, format, drivers, rev, threads, failOnKnown, isUnsafe,
        };
        command.SetAction(parse =>
        {
            if (parse.GetValue(threads) && (parse.GetValue(expect) is not null || parse.GetResult(budget)?.Implicit == false || parse.GetValue(failOnKnown)))
                throw new InputException("--expect, --states and --fail-on-known are of the museum of sequences; with --threads leave them out");
            if (parse.GetValue(threads))
                return MuseumThreads.Run(parse.GetValue(bugs)!, parse.GetValue(revisions)!, isModel: parse.GetValue(drivers)!.Length == 0 && parse.GetValue(format) != "jsonl");
            var exhibits = ExhibitsOf(parse.GetValue(bugs)!);
            var names = parse.GetValue(revisions)!;
            if (Options.TreesOf(parse.GetValue(drivers)!, parse.GetValue(rev)) is { Length: > 0 } trees)
            {
                if (names.Length > 0 || parse.GetValue(expect) is not null || parse.GetResult(budget)?.Implicit == false)
                    throw new InputException("--revision, --expect and --states are of the museum of modelled revisions; with --driver leave them out");
                var isKnown = MuseumDriverRun.Run(trees, exhibits, parse.GetValue(format) == "jsonl", parse.GetValue(isUnsafe));
                return isKnown && parse.GetValue(failOnKnown) ? ExitCode.Violated : ExitCode.Ok;
            }

            if (parse.GetValue(failOnKnown))
                throw new InputException("--fail-on-known is about a compiled driver: name a kernel tree with --driver");
            ImmutableArray<Revision> asked = names.Length == 0 ? [.. Catalog.All] : [.. names.Select(Inputs.RevisionOf).Distinct()];
            var expected = parse.GetValue(expect) is { } path ? Inputs.MuseumOf(path) : default;
            var curator = new Curator(new SearchLimits(parse.GetValue(budget)));
            var cells = exhibits.SelectMany(exhibit => curator.Examine(exhibit, asked)).ToImmutableArray();
            Print(exhibits, cells, parse.GetValue(format) == "jsonl", isStory: parse.GetValue(bugs)!.Length > 0);
            return expected.IsDefault ? ExitCode.Ok : Compare(expected, cells);
        });
        return command;
    }

    private static ImmutableArray<Exhibit> ExhibitsOf(string[] ids) => ids.Length == 0
        ? Exhibits.All
        : [.. ids.Select(id => Exhibits.Find(id)
            ?? throw new InputException($"unknown bug '{id}'; known: {string.Join(", ", Exhibits.All.Select(exhibit => exhibit.Id))}")).Distinct()];

    private static void Print(ImmutableArray<Exhibit> exhibits, ImmutableArray<MuseumCell> cells, bool isJson, bool isStory)
    {
        if (isJson)
        {
            foreach (var cell in cells)
                Console.WriteLine(MuseumJson.From(cell).ToLine());
            return;
        }

        if (isStory)
        {
            foreach (var exhibit in exhibits)
            {
                ImmutableArray<MuseumCell> row = [.. cells.Where(cell => cell.Exhibit == exhibit)];
                var first = row.FirstOrDefault(cell => cell.Status == CellStatus.Found);
                Console.WriteLine(MuseumText.Story(exhibit, row, first is null ? null : ShownExhibit.Run(first)));
            }

            return;
        }

        Console.WriteLine(MuseumText.Matrix(cells));
        var found = cells.Count(cell => cell.Status == CellStatus.Found);
        var absent = cells.Count(cell => cell.Status == CellStatus.Absent);
        Console.WriteLine($"{exhibits.Length} defects, {cells.Length} cells: {found} found again, {absent} not present, {cells.Length - found - absent} cannot be shown");
    }

    private static int Compare(ImmutableArray<MuseumJson> expected, ImmutableArray<MuseumCell> cells)
    {
        var differences = MuseumDifference.Lines(expected, [.. cells.Select(MuseumJson.From)]);
        foreach (var difference in differences)
            Console.Error.WriteLine(difference);
        Console.Error.WriteLine(differences.IsEmpty
            ? $"apspec: the museum is the expected one ({cells.Length} cells)"
            : $"apspec: {differences.Length} cells differ from the expected museum");
        return differences.IsEmpty ? ExitCode.Ok : ExitCode.Violated;
    }
}
