using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Explore.Tests;

/// <summary>Searches in the graph of a scope against searches with the system itself.</summary>
public sealed class ScopeGraphTests
{
    private const string Small = "mdevs=1 kvms=1 features=masks,irq";

    [Theory]
    [InlineData("v5.10", "mdevs=1 kvms=2", 10)]
    [InlineData("patch-v3", "mdevs=2 kvms=1 features=masks", 7)]
    [InlineData("v5.11", "mdevs=1 kvms=1 features=vmfds profile=hostile", 7)]
    [InlineData("v5.10", "mdevs=1 kvms=1 features=masks,irq,hw", 5)]
    [InlineData("v6.12", Small, 7)]
    public void Every_search_ends_as_with_the_system(string revision, string scope, int depth)
    {
        var graph = GraphOf(revision, scope);
        var found = 0;
        foreach (var (rule, trigger) in ViolationsOf(revision, scope, depth))
        {
            foreach (var limits in new[] { new SearchLimits(DepthMax: depth), new SearchLimits(DepthMax: depth - 2), new SearchLimits(StatesMax: 60) })
            {
                var expected = WithSystem(revision, scope, rule, trigger, limits);

                var end = graph.FirstViolation(rule, trigger, limits);

                Assert.Equal(expected, end);
                found += end!.Found is null ? 0 : 1;
            }
        }

        Assert.True(found > 3, $"only {found} violations were found");
    }

    [Fact]
    public void The_order_of_the_searches_does_not_matter()
    {
        var wanted = ViolationsOf("v5.10", Small, 7);
        var forth = GraphOf("v5.10", Small);
        var back = GraphOf("v5.10", Small);

        var ends = wanted.Select(one => forth.FirstViolation(one.Rule, one.Trigger, new SearchLimits(DepthMax: 7))).ToArray();
        var others = wanted.Reverse().Select(one => back.FirstViolation(one.Rule, one.Trigger, new SearchLimits(DepthMax: 7))).Reverse().ToArray();

        Assert.Equal(ends, others);
    }

    [Fact]
    public void Threads_that_share_a_graph_find_the_same()
    {
        var wanted = ViolationsOf("v5.10", Small, 7);
        var expected = wanted.Select(one => WithSystem("v5.10", Small, one.Rule, one.Trigger, new SearchLimits())).ToArray();
        var graph = GraphOf("v5.10", Small);

        var ends = wanted.AsParallel().AsOrdered().WithDegreeOfParallelism(4)
            .Select(one => graph.FirstViolation(one.Rule, one.Trigger, new SearchLimits())).ToArray();

        Assert.Equal(expected, ends);
    }

    [Fact]
    public void A_graph_that_may_take_no_more_memory_has_no_end_for_a_search_that_needs_more()
    {
        var (rule, trigger) = ViolationsOf("v5.10", Small, 7).Last();
        var small = new ScopeGraph(Searches.JudgeOf("v5.10", Searches.ScopeOf(Small)), AlphabetOf("v5.10", Small), bytesMax: 300_000);

        Assert.Null(small.FirstViolation(rule, trigger, new SearchLimits()));
        Assert.Equal(WithSystem("v5.10", Small, rule, trigger, new SearchLimits(DepthMax: 2)), small.FirstViolation(rule, trigger, new SearchLimits(DepthMax: 2)));
    }

    [Fact]
    public void A_search_does_not_go_through_a_graph_that_is_far_larger_than_its_own_limit()
    {
        var (rule, trigger) = ViolationsOf("v5.10", Small, 7)[0];
        var graph = GraphOf("v5.10", Small);
        var limits = new SearchLimits(StatesMax: 20);

        var end = graph.FirstViolation(rule, trigger, limits);

        Assert.True(graph.States < 400, $"{graph.States} states");
        Assert.True(end is null || end == WithSystem("v5.10", Small, rule, trigger, limits));
        graph.FirstViolation(rule, trigger, new SearchLimits());
        Assert.Equal(end, graph.FirstViolation(rule, trigger, limits));
    }

    [Fact]
    public void A_search_ends_when_its_time_does()
    {
        var (rule, trigger) = ViolationsOf("v5.10", Small, 7).Last();
        var endless = new TimeLimit(TimeSpan.FromSeconds(1), () => TimeSpan.FromSeconds(0));
        var clock = TimeSpan.Zero;
        var time = new TimeLimit(TimeSpan.FromSeconds(1), () => clock += TimeSpan.FromMilliseconds(50));

        Assert.Equal(WithSystem("v5.10", Small, rule, trigger, new SearchLimits()), GraphOf("v5.10", Small).FirstViolation(rule, trigger, new SearchLimits(Time: endless)));
        Assert.True(GraphOf("v5.10", Small).FirstViolation(rule, trigger, new SearchLimits(Time: time)) is { Found: null, IsComplete: false, States: < 500 });
    }

    [Fact]
    public void A_rule_that_the_scope_has_nothing_for_is_never_violated()
    {
        var end = GraphOf("v5.10", "mdevs=1 kvms=1").FirstViolation(RuleBook.Find("IRQ-01")!, default, new SearchLimits());

        Assert.True(end is { Found: null, IsComplete: true, States: > 10 });
    }

    private static ScopeGraph GraphOf(string revision, string scope) =>
        new(Searches.JudgeOf(revision, Searches.ScopeOf(scope)), AlphabetOf(revision, scope));

    private static ViolationSearch WithSystem(string revision, string scope, Rule rule, Trigger trigger, SearchLimits limits)
    {
        var judge = new Judge(Searches.JudgeOf(revision, Searches.ScopeOf(scope)).System, [rule]);
        var found = new Explorer(judge, AlphabetOf(revision, scope)).FirstViolation(limits, trigger, out var explored);
        return new ViolationSearch(found, explored.States, explored.Depth, explored.IsComplete, explored.IsOutOfMemory);
    }

    private static ImmutableArray<Operation> AlphabetOf(string revision, string scope) =>
        new ModelSubject(Drivers.Catalog.Find(revision)!).AlphabetOf(Searches.ScopeOf(scope));

    // Each rule that is violated, with the kind of operation that does it first and with that of another rule.
    private static ImmutableArray<(Rule Rule, Trigger Trigger)> ViolationsOf(string revision, string scope, int depth)
    {
        var judge = Searches.JudgeOf(revision, Searches.ScopeOf(scope));
        var explored = new Explorer(judge, AlphabetOf(revision, scope)).Run(new SearchLimits(DepthMax: depth));
        var firsts = explored.Violations;
        return
        [
            .. firsts.Index().SelectMany(first => new[] { first.Item, firsts[(first.Index + 3) % firsts.Length] }
                .Select(other => (first.Item.Rule, TriggerOf(revision, other)))).Distinct(),
        ];
    }

    private static Trigger TriggerOf(string revision, FirstViolation first) =>
        Reproduction.Find(Searches.JudgeOf(revision, first.Trace.Scope), first.Trace, first.Rule)!.Value.Trigger;
}
