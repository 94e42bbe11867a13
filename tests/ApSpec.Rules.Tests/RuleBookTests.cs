using System.Text;
using System.Text.RegularExpressions;
using ApSpec.Vocabulary;

namespace ApSpec.Rules.Tests;

public sealed partial class RuleBookTests
{
    [Fact]
    public void Ids_are_family_and_number_and_stand_in_order()
    {
        foreach (var family in RuleBook.All.GroupBy(rule => rule.Family))
        {
            var expected = Enumerable.Range(1, family.Count()).Select(n => $"{family.Key.ToString().ToUpperInvariant()}-{n:d2}");
            Assert.Equal(expected, family.Select(rule => rule.Id));
        }
    }

    [Fact]
    public void Families_stand_together_and_in_order() =>
        Assert.Equal(RuleBook.All.Select(rule => rule.Id).Distinct().Count(), RuleBook.All.Length);

    [Fact]
    public void Find_gives_the_rule_or_null()
    {
        Assert.Equal("KVM-01", RuleBook.Find("KVM-01")!.Id);
        Assert.Null(RuleBook.Find("KVM-99"));
    }

    [Fact]
    public void For_leaves_out_what_a_scope_cannot_show()
    {
        var none = RuleBook.For(new Scope(), Era.Notifier).Select(rule => rule.Id).ToArray();
        Assert.Contains("KVM-01", none);
        Assert.DoesNotContain("MASK-01", none);
        foreach (var era in Enum.GetValues<Era>())
            Assert.Equal(RuleBook.All.Where(rule => rule.IsOf(era)), RuleBook.For(new Scope { Features = Features.All | Features.Compiled }, era));
    }

    [Fact]
    public void Every_source_resolves()
    {
        foreach (var rule in RuleBook.All)
        {
            Assert.NotEmpty(rule.Sources);
            Assert.All(rule.Sources, id => Assert.True(SourceBook.Find(id) is not null, $"{rule.Id} cites {id}: no file of spec/sources lists it"));
            Assert.Equal(rule.Sources.Distinct().Count(), rule.Sources.Length);
        }
    }

    [Fact]
    public void Sources_are_unique_and_complete()
    {
        Assert.Equal(SourceBook.All.Length, SourceBook.All.Select(s => s.Id).Distinct().Count());
        Assert.All(SourceBook.All, s => Assert.True(s.Where.Length > 0 && s.Says.Length > 0, s.Id));
        Assert.Equal(13, SourceBook.All.Count(s => s.Id.StartsWith("H-I", StringComparison.Ordinal)));
        Assert.Equal(57, SourceBook.All.Count(s => s.Id.StartsWith("A-I", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_witness_parses_in_a_scope_that_has_what_its_rule_needs()
    {
        foreach (var rule in RuleBook.All)
        {
            var file = TraceFile.Parse($"{rule.Id}.trace", Encoding.UTF8.GetBytes(rule.Witness), out var error);
            Assert.True(file is not null, error?.ToString());
            Assert.True(file.Trace.Scope.Has(rule.Needs), $"{rule.Id} needs {rule.Needs}, its witness has {file.Trace.Scope.Features}");
            Assert.NotEmpty(file.Trace.Operations);
            Assert.Equal(rule.Witness, file.Trace.ToString());
        }
    }

    [Fact]
    public void Every_witness_of_the_open_device_era_parses_in_a_scope_that_has_what_its_rule_needs()
    {
        foreach (var rule in RuleBook.All.Where(rule => rule.OpenDeviceWitness is not null))
        {
            var file = TraceFile.Parse($"{rule.Id}.trace", Encoding.UTF8.GetBytes(rule.OpenDeviceWitness!), out var error);
            Assert.True(file is not null, error?.ToString());
            Assert.True(file.Trace.Scope.Has(rule.Needs), $"{rule.Id} needs {rule.Needs}, its witness has {file.Trace.Scope.Features}");
            Assert.Equal(rule.OpenDeviceWitness, file.Trace.ToString());
            Assert.Equal((rule.Witness, rule.OpenDeviceWitness), (rule.WitnessIn(Era.Notifier), rule.WitnessIn(Era.OpenDevice)));
        }
    }

    [Fact]
    public void Sentences_are_sentences()
    {
        foreach (var rule in RuleBook.All)
        {
            Assert.Matches(Sentence(), rule.Sentence);
            Assert.Matches(Sentence(), rule.WhyItMatters);
        }
    }

    [Fact]
    public void Premises_do_not_hold_where_nothing_happened()
    {
        var step = new StepBuilder(Ledgers.Everything, "advance 20ms").Touched();
        foreach (var rule in RuleBook.All)
            Assert.False(rule.Premise(step), rule.Id);
    }

    [Fact]
    public void The_page_names_every_rule_and_is_the_same_each_time()
    {
        var page = RulesPage.Markdown();
        Assert.Equal(page, RulesPage.Markdown());
        Assert.All(RuleBook.All, rule => Assert.Contains($"| {rule.Id} | {rule.Sentence} |", page, StringComparison.Ordinal));
        Assert.DoesNotContain("\r", page, StringComparison.Ordinal);
        Assert.All(page, c => Assert.True(c == '\n' || (c >= ' ' && c <= '~'), $"'{c}'"));
    }

    // `apspec docs` writes it; a word of a rule that changes without it is seen here, without a build of the command.
    [Fact]
    public void The_page_is_the_one_in_docs() => Assert.Equal(File.ReadAllText(Repository.File("docs/RULES.md")), RulesPage.Markdown());

    [GeneratedRegex(@"^[A-Z][^|\n]*\.$")]
    private static partial Regex Sentence();
}
