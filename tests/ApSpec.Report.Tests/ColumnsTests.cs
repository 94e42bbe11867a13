using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Explore;
using ApSpec.Rules;
using ApSpec.Search;
using ApSpec.Search.Causes;

namespace ApSpec.Report.Tests;

/// <summary>Everything a full check prints fits a mail. What it finds is read from the golden matrix, which <c>.ci/run</c> holds against a check.</summary>
public sealed class ColumnsTests
{
    [Theory]
    [InlineData("v5.10")]
    [InlineData("patch-v3")]
    [InlineData("v5.11")]
    public void No_line_of_any_finding_is_wider_than_72_columns(string revision)
    {
        var subject = Cases.SubjectOf(revision);
        var known = File.ReadLines(Repository.File("tests/golden/matrix.jsonl"))
            .Select(line => FindingJson.Parse(line, out var error) ?? throw new InvalidOperationException(error))
            .Where(json => json.Revision == revision);
        Finding[] findings = [.. known.Select(json => FindingOf(subject, json))];
        var rules = findings.Select(f => f.Counterexample.Rule.Id).ToHashSet();
        var campaign = new CampaignResult(Plan.Scopes[0], 2_000, 120_000, System.Collections.Immutable.ImmutableSortedDictionary<string, long>.Empty, true, [], [.. rules], [.. rules]);

        var texts = findings.GroupBy(finding => finding.Counterexample.Rule).Select(group => FindingText.Format([.. group]))
            .Append(MatrixText.Format([new CheckOutcome(subject, [campaign], [new Cause(findings)])], RuleBook.All))
            .Concat(findings.Select(f => ReplayText.Format(subject, ReplayedTrace.Run(subject, f.Counterexample.Trace, RuleBook.All))));

        Assert.True(findings.Length > 50, $"only {findings.Length} findings to look at");
        AssertFit(texts);
    }

    [Fact]
    public void No_line_of_an_exploration_is_wider_than_72_columns()
    {
        var scope = Cases.ScopeOf("mdevs=1 kvms=1 features=masks,irq");
        var limits = new SearchLimits(3_000);
        var texts = Catalog.Thread.Select(revision =>
        {
            var judge = new Judge(new ModelSystem(revision, scope), RuleBook.All);
            return ExplorationText.Format(revision, scope, new Explorer(judge, Vocabulary.Alphabet.Of(scope)).Run(limits), limits);
        });

        AssertFit(texts);
    }

    // The matrix keeps no count of states: take the most that a search stores, the widest number there can be.
    private static Finding FindingOf(Subject subject, FindingJson json)
    {
        var trace = Cases.TraceOf(json.Scope, string.Join(';', json.Operations));
        var rule = Cases.RuleOf(json.Rule);
        var violated = Reproduction.Find(new Judge(subject.Create(trace.Scope), RuleBook.All), trace, rule);
        Assert.NotNull(violated);
        var minimality = Enum.GetValues<Minimality>().First(m => MinimalityText.Word(m) == json.Minimal);
        var found = new Counterexample(subject, rule, violated.Value.Trigger, trace, minimality, new SearchLimits().StatesMax).Recorded();
        return new Finding(found, json.Seed, trace.Scope, json.Length, Reservations.Find(subject, trace, rule));
    }

    private static void AssertFit(IEnumerable<string> texts)
    {
        var wide = texts.SelectMany(text => text.Split('\n')).Where(line => line.Length > MailText.Columns).Distinct();
        Assert.True(!wide.Any(), string.Join('\n', wide));
    }
}
