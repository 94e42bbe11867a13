using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Rules;
using ApSpec.Search;
using ApSpec.Search.Museum;
using ApSpec.Vocabulary;

namespace ApSpec.Report.Tests;

/// <summary>A text on a model that was never compared with real code says so, and no other does.</summary>
public sealed class UncomparedTests
{
    private const string Line = " is a model from reading, never compared with real code\n";

    [Theory]
    [InlineData("v5.10", false)]
    [InlineData("v5.12", true)]
    [InlineData("v6.16", true)]
    [InlineData("v7.2", false)]
    [InlineData("6.12.117", false)]
    public void A_replay_says_it_of_an_uncompared_model(string revision, bool says)
    {
        var subject = new ModelSubject(Catalog.Find(revision)!);

        var text = ReplayText.Format(subject, ReplayedTrace.Run(subject, Trace, RuleBook.All));

        Assert.Equal(says, text.Contains($"  {revision}{Line}", StringComparison.Ordinal));
    }

    [Fact]
    public void A_bisection_names_the_uncompared_among_those_that_ran() => Assert.Contains(
        "  models never compared with real code: v5.12, v6.16\n",
        BisectText.Format([.. new[] { "v5.10", "v5.12", "v6.16", "v7.2" }.Select(name => RevisionVerdict.Run(Catalog.Find(name)!, Trace, RuleBook.All))]),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("6.12.117", false)]
    [InlineData("v6.16", true)]
    public void A_story_names_the_uncompared(string revision, bool says)
    {
        var cell = new MuseumCell(Exhibits.Find("S1")!, revision, CellStatus.CannotBeShown, "a case");

        Assert.Equal(says, MuseumText.Story(cell.Exhibit, [cell], null).Contains($"never compared with real code: {revision}\n", StringComparison.Ordinal));
    }

    private static Trace Trace { get; } = Cases.TraceOf("mdevs=1 kvms=1", "create m0");
}
