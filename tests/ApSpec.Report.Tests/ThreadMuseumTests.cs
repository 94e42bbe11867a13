using System.Collections.Immutable;
using System.Text;
using ApSpec.Check;
using ApSpec.Check.Threads;
using ApSpec.Drivers;
using ApSpec.Explore.Threads;
using ApSpec.Report.Threads;
using ApSpec.Rules;
using ApSpec.Search.Museum;

namespace ApSpec.Report.Tests;

/// <summary>The museum of calls at once; <c>UPDATE_GOLDEN=1</c> writes counts and page.</summary>
[Trait("Kind", "Long")]
public sealed class ThreadMuseumTests
{
    private static readonly Lazy<ImmutableArray<ThreadCell>> Cells = new(() =>
    {
        var curator = new ThreadCurator(new ThreadLimits());
        return [.. ThreadExhibits.All.SelectMany(exhibit => curator.Examine(exhibit, Catalog.All))];
    });

    [Fact]
    public void Each_defect_is_found_in_the_revisions_that_have_it_and_in_no_other() =>
        Assert.Equal([], Cells.Value.Where(cell => !cell.AgreesWithList).Select(cell => $"{cell.Exhibit.Id} {cell.Exhibit.Set.Name} {cell.Revision}"));

    [Fact]
    public void Each_needs_one_preemption_and_no_search_was_cut_off()
    {
        Assert.All(Cells.Value.Where(cell => cell.Finding is not null), cell => Assert.Equal(1, cell.Finding!.Preemptions));
        Assert.DoesNotContain(Cells.Value, cell => cell.NoVerdict == "the search was cut off");
        Assert.All(ThreadExhibits.All, exhibit => Assert.Contains(Cells.Value, cell => cell.Exhibit == exhibit && cell.Finding is not null));
        Assert.All(ThreadExhibits.All, exhibit => Assert.Contains(Cells.Value, cell => cell.Exhibit == exhibit && cell is { Finding: null, NoVerdict: null }));
    }

    [Fact]
    public void The_page_is_the_written_one() => Golden.Check("../../docs/museum/threads.md", ThreadMuseumText.Page(Cells.Value));

    [Fact]
    public void A_line_of_the_matrix_fits_a_terminal() => Assert.All(ThreadMuseumText.Matrix(Cells.Value).Split('\n'), line => Assert.True(line.Length <= 80, line));

    [Fact]
    public void The_counts_of_each_set_are_the_pinned_ones()
    {
        var text = new StringBuilder("# ./apspec explore --threads shows these counts; UPDATE_GOLDEN=1 dotnet test tests/ApSpec.Report.Tests --settings tests/Long.runsettings rewrites them\n");
        foreach (var set in ThreadSets.All)
        {
            text.Append($"{set.Name}\n");
            foreach (var revision in Catalog.All.Where(revision => (set.Only ?? revision.Era) == revision.Era))
            {
                var run = ThreadRun.Begin(new ModelSystem(revision, set.Trace.Scope), RuleBook.All, set.Trace, out _);
                text.Append(run is null ? $"  {revision.Name}: no verdict\n" : Counts(revision, new ThreadSearch(run, set.Trace).Run(new ThreadLimits())));
            }
        }

        Golden.Check("threads.txt", text.ToString());
    }

    private static string Counts(Revision revision, ThreadExploration explored) =>
        $"  {revision.Name}: states {explored.States}, steps {explored.Transitions}, ends {explored.Ends}, dead ends {explored.DeadEnds}, {(explored.IsExhaustive ? "all" : "CUT OFF")}\n"
        + string.Concat(explored.Findings.Select(finding => $"    {finding.Preemptions} {finding.Violation.Rule.Id} {finding.Violation.Sign}\n").Order(StringComparer.Ordinal));
}
