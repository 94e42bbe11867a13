using System.Collections.Immutable;
using ApSpec.Drivers;
using ApSpec.Explore;
using ApSpec.Search.Museum;

namespace ApSpec.Report.Tests;

/// <summary>The museum as it is pinned and printed; <c>UPDATE_GOLDEN=1</c> writes cells and pages.</summary>
[Trait("Kind", "Long")]
public sealed class MuseumPagesTests
{
    private static readonly Lazy<ImmutableArray<MuseumCell>> Cells = new(() =>
    {
        var curator = new Curator(new SearchLimits(20_000));
        return [.. Exhibits.All.SelectMany(exhibit => curator.Examine(exhibit, Catalog.All))];
    });

    [Fact]
    public void The_cells_are_the_pinned_ones() =>
        Golden.Check("museum.jsonl", string.Concat(Cells.Value.Select(cell => MuseumJson.From(cell).ToLine() + "\n")));

    [Fact]
    public void Every_cell_stands_once() =>
        Assert.Equal(Exhibits.All.Length * Catalog.All.Count(), Cells.Value.Select(cell => (cell.Exhibit.Id, cell.Revision)).Distinct().Count());

    [Fact]
    public void Machine_and_fact_sheet_say_the_same_but_of_one_cell() =>
        // v4.20 has no reference to lose, and the sheet begins with v5.3; the first guest's masks stay there, too.
        Assert.Equal(["B9a v4.20"], Cells.Value.Where(cell => !cell.AgreesWithSheet).Select(cell => $"{cell.Exhibit.Id} {cell.Revision}"));

    [Fact]
    public void What_is_found_is_proven_shortest_and_what_is_not_shown_has_a_reason()
    {
        Assert.DoesNotContain(Cells.Value, cell => cell.Status == CellStatus.Found && cell.Minimality == Search.Minimality.NotProven);
        Assert.All(Cells.Value, cell => Assert.NotEqual("", cell.Why));
    }

    [Fact]
    public void A_line_of_the_matrix_fits_a_terminal() =>
        Assert.All(MuseumText.Matrix(Cells.Value).Split('\n'), line => Assert.True(line.Length <= 80, line));

    [Fact]
    public void The_index_is_the_written_one() => Golden.Check("../../docs/museum/README.md", MuseumPage.Index(Cells.Value));

    [Theory]
    [MemberData(nameof(Stories))]
    public void A_page_is_the_written_one(string bug)
    {
        var (_, revision, story) = MuseumStories.All.Single(page => page.Bug == bug);
        ImmutableArray<MuseumCell> cells = [.. Cells.Value.Where(cell => cell.Exhibit.Id == bug)];

        Golden.Check($"../../docs/museum/{bug.ToLowerInvariant()}.md", MuseumPage.Format(ShownExhibit.Run(cells.Single(cell => cell.Revision == revision)), cells, story));
    }

    public static TheoryData<string> Stories() => [.. MuseumStories.All.Select(page => page.Bug)];
}
