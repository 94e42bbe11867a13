using ApSpec.Drivers;
using ApSpec.Explore;
using ApSpec.Rules;
using ApSpec.Search;

namespace ApSpec.Report.Tests;

/// <summary>Everything a full check prints fits a mail.</summary>
public sealed class ColumnsTests
{
    private const int Traces = 200;

    [Theory]
    [InlineData("v5.10")]
    [InlineData("patch-v3")]
    [InlineData("v5.11")]
    public void No_line_of_any_finding_is_wider_than_72_columns(string revision)
    {
        var request = new CheckRequest([], RuleBook.All, Plan.Scopes, new CampaignOptions(Traces: Traces), new SearchLimits(20_000));
        var outcome = Checker.Run(request, Cases.SubjectOf(revision));
        var texts = outcome.Findings.GroupBy(finding => finding.Counterexample.Rule).Select(group => FindingText.Of([.. group]))
            .Append(MatrixText.Of([outcome], RuleBook.All))
            .Concat(outcome.Findings.Select(f => ReplayText.Of(
                outcome.Subject, f.Counterexample.Trace, Recording.Of(outcome.Subject, f.Counterexample.Trace, RuleBook.All))));

        Assert.True(outcome.Findings.Length > 50, $"only {outcome.Findings.Length} findings to look at");
        AssertFit(texts);
    }

    [Fact]
    public void No_line_of_an_exploration_is_wider_than_72_columns()
    {
        var scope = Cases.ScopeOf("mdevs=1 kvms=1 features=masks,irq");
        var limits = new SearchLimits(3_000);
        var texts = Catalog.Thread.Select(revision =>
        {
            var judge = new Check.Judge(new Check.ModelSystem(revision, scope), RuleBook.All);
            return ExplorationText.Of(revision, scope, new Explorer(judge, Vocabulary.Alphabet.Of(scope)).Run(limits), limits);
        });

        AssertFit(texts);
    }

    private static void AssertFit(IEnumerable<string> texts)
    {
        var wide = texts.SelectMany(text => text.Split('\n')).Where(line => line.Length > MailText.Columns).Distinct();
        Assert.True(!wide.Any(), string.Join('\n', wide));
    }
}
