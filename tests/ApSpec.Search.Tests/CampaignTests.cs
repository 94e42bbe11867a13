using ApSpec.Check;
using ApSpec.Decoder;
using ApSpec.Drivers;
using ApSpec.Explore;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Tests;

public sealed class CampaignTests
{
    private static readonly CampaignOptions Options = new(Traces: 2_000);

    [Theory]
    [InlineData("v5.10", Checks.Core)]
    [InlineData("v5.11", "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq profile=hostile")]
    public void Two_threads_find_what_one_finds(string revision, string scope)
    {
        var one = Checks.Campaign(revision, scope, Options);
        var two = Checks.Campaign(revision, scope, Options with { Jobs = 2 });

        Assert.NotEmpty(one.Hits);
        AssertEqual(one, two);
    }

    [Fact]
    public void A_campaign_finds_the_same_again() =>
        AssertEqual(Checks.Campaign("v5.10", Checks.Core, Options), Checks.Campaign("v5.10", Checks.Core, Options));

    [Fact]
    public void The_traces_of_two_campaigns_with_neighbouring_seeds_are_those_of_one()
    {
        var whole = Checks.Campaign("v5.10", Checks.Core, Options);
        var first = Checks.Campaign("v5.10", Checks.Core, Options with { Traces = 1_000 });
        var second = Checks.Campaign("v5.10", Checks.Core, Options with { Traces = 1_000, Seed = 1_001 });

        Assert.Equal(whole.Steps, first.Steps + second.Steps);
        Assert.Equal(whole.Cut, first.Cut + second.Cut);
        Assert.Equal(
            whole.Hits.Select(h => (h.Rule.Id, h.Trigger, h.Shape, h.Seed)),
            first.Hits.Concat(second.Hits).GroupBy(h => (h.Rule, h.Trigger, h.Shape)).Select(g => g.MinBy(h => h.Seed)!)
                .OrderBy(h => RuleBook.All.IndexOf(h.Rule)).ThenBy(h => h.Trigger.Order).ThenBy(h => h.Shape)
                .Select(h => (h.Rule.Id, h.Trigger, h.Shape, h.Seed)));
    }

    [Fact]
    public void The_seed_of_each_hit_decodes_to_its_trace()
    {
        var result = Checks.Campaign("v5.10", Checks.Core, Options);
        var decoder = new TraceDecoder(result.Scope, Weights.Core);

        Assert.All(result.Hits, hit =>
        {
            var operations = new Operation[hit.Trace.Operations.Length];
            decoder.Decode(new Xoshiro(hit.Seed), operations);
            Assert.Equal(operations, hit.Trace.Operations.ToArray());
        });
    }

    [Fact]
    public void Each_hit_is_reproduced_by_its_trace()
    {
        var result = Checks.Campaign("v5.10", Checks.Core, Options);
        var judge = new Judge(new ModelSystem(Checks.RevisionOf("v5.10"), result.Scope), RuleBook.All);

        Assert.All(result.Hits, hit => Assert.NotNull(Reproduction.Find(judge, hit.Trace, hit.Rule)));
    }

    [Fact]
    public void A_campaign_without_a_deadline_is_complete()
    {
        var result = Checks.Campaign("v5.11", Checks.Core, Options);

        Assert.True(result.IsComplete);
        Assert.Equal(Options.Traces, result.Traces);
    }

    [Fact]
    public void A_campaign_that_its_deadline_stops_says_so()
    {
        var questions = 0;

        var result = Checks.Campaign("v5.11", Checks.Core, Options with { Time = new TimeLimit(TimeSpan.FromTicks(2), () => TimeSpan.FromTicks(questions++)) });

        Assert.False(result.IsComplete);
        Assert.InRange(result.Traces, 1, Options.Traces - 1);
    }

    [Fact]
    public void Rules_that_need_an_absent_feature_are_not_judged()
    {
        var result = Checks.Campaign("v5.11", Checks.Core, Options);

        Assert.Contains("MASK-01", result.Judged);
        Assert.DoesNotContain("IRQ-01", result.Judged);
        Assert.Subset(result.Judged.ToHashSet(), result.Witnessed.ToHashSet());
    }

    [Fact]
    public void Progress_ends_with_all_traces_and_steps()
    {
        var last = (Traces: 0L, Steps: 0L);

        var result = new Campaign(Checks.SubjectOf("v5.11"), Checks.ScopeOf(Checks.Core), RuleBook.All)
            .Run(Options, (traces, steps) => last = (traces, steps));

        Assert.Equal((result.Traces, result.Steps), last);
    }

    private static void AssertEqual(CampaignResult a, CampaignResult b)
    {
        Assert.Equal((a.Traces, a.Steps, a.Cut, a.IsComplete), (b.Traces, b.Steps, b.Cut, b.IsComplete));
        Assert.Equal(a.Witnessed.Order(), b.Witnessed.Order());
        Assert.Equal(
            a.Hits.Select(h => (h.Rule.Id, h.Trigger, h.Seed, h.Trace.ToString())),
            b.Hits.Select(h => (h.Rule.Id, h.Trigger, h.Seed, h.Trace.ToString())));
    }
}
