using System.Collections.Immutable;
using ApSpec.Drivers;
using ApSpec.Explore;
using ApSpec.Rules;
using ApSpec.Search.Museum;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Tests;

/// <summary>The museum: what it holds, and that a verdict is the machine's and flips where the fix is.</summary>
public sealed class MuseumTests
{
    private static readonly Curator Curator = new(new SearchLimits(20_000));

    [Fact]
    public void It_has_every_entry_of_the_sheet()
    {
        var ids = Exhibits.All.Select(exhibit => exhibit.Id).ToHashSet();
        foreach (var number in Enumerable.Range(1, 43))
            Assert.True(ids.Any(id => id.TrimEnd('a', 'b', 'c') == $"B{number}"), $"B{number} is missing");
        foreach (var number in Enumerable.Range(1, 12))
            Assert.Contains($"S{number}", ids);
        Assert.Equal(ids.Count, Exhibits.All.Length);
    }

    [Fact]
    public void Every_bug_that_a_rule_may_cite_is_shown_here()
    {
        var bugs = SourceBook.All.Where(source => source.File == "bugs.md").ToArray();

        Assert.NotEmpty(bugs);
        Assert.All(bugs, bug => Assert.Contains(Exhibits.All, exhibit => exhibit.Id.TrimEnd('a', 'b', 'c') == bug.Id.TrimEnd('a', 'b', 'c')));
    }

    [Fact]
    public void An_exhibit_speaks_of_known_rules_and_revisions_and_has_a_trace_or_a_reason()
    {
        foreach (var exhibit in Exhibits.All)
        {
            Assert.All(exhibit.Rules, rule => Assert.NotNull(RuleBook.Find(rule)));
            Assert.All(exhibit.Affected, name => Assert.NotNull(Catalog.Find(name)));
            Assert.All(exhibit.AlsoShownBy, name => Assert.Contains(Witness.All, witness => witness.Name == name));
            Assert.Equal(exhibit.Hidden is null, exhibit.Rules.Length > 0);
            if (exhibit.Hidden is null)
                Assert.True(Witness.Find(exhibit, Era.Notifier).Length + Witness.Find(exhibit, Era.OpenDevice).Length > 0, $"{exhibit.Id} has no trace");
        }
    }

    [Theory]
    [InlineData("B1", "v5.10", "v5.11", 4)]
    [InlineData("B3", "patch-v3", "v5.11", 6)]
    [InlineData("B4", "v5.11", "v5.12", 5)]
    [InlineData("B11", "v5.15", "v5.19", 3)]
    [InlineData("B12", "v6.16", "v7.2", 6)]
    [InlineData("B15", "v6.0", "v6.5", 7)]
    [InlineData("B25", "v6.0", "v6.5", 5)]
    [InlineData("B28", "v6.5", "v6.12", 8)]
    [InlineData("B37", "v6.16", "v7.2", 5)]
    [InlineData("B39", "v6.12", "6.12.117", 6)]
    public void A_fix_flips_the_cell(string bug, string broken, string mended, int length)
    {
        var cells = Examine(bug, broken, mended);

        Assert.Equal(CellStatus.Found, cells[0].Status);
        Assert.Equal(length, cells[0].Trace!.Operations.Length);
        Assert.NotEqual(Minimality.NotProven, cells[0].Minimality);
        Assert.Equal(CellStatus.Absent, cells[1].Status);
    }

    [Fact]
    public void Without_the_defects_rule_it_is_not_found()
    {
        var exhibit = Exhibits.Find("B1")! with { Rules = ["LOCK-01"] };

        Assert.Equal(CellStatus.Absent, Assert.Single(Curator.Examine(exhibit, [Catalog.Find("v5.10")!])).Status);
    }

    [Fact]
    public void A_race_has_no_verdict_and_says_so()
    {
        var cell = Examine("B5", "v5.10")[0];

        Assert.Equal(CellStatus.CannotBeShown, cell.Status);
        Assert.Contains("several calls at once: museum --threads", cell.Why, StringComparison.Ordinal);
        Assert.True(cell.AgreesWithSheet);
    }

    [Fact]
    public void An_operation_that_the_kernel_does_not_have_is_no_verdict()
    {
        var cell = Examine("B21", "v4.20")[0];

        Assert.Equal(CellStatus.CannotBeShown, cell.Status);
        Assert.Contains("PQAP(AQIC)", cell.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_sheet_says_otherwise_is_seen()
    {
        var exhibit = Exhibits.Find("B1")! with { Affected = [] };

        Assert.False(Curator.Examine(exhibit, [Catalog.Find("v5.10")!])[0].AgreesWithSheet);
    }

    private static ImmutableArray<MuseumCell> Examine(string bug, params string[] revisions) =>
        Curator.Examine(Exhibits.Find(bug)!, revisions.Select(name => Catalog.Find(name)!));
}
