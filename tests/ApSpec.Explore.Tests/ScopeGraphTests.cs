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
    public void A_search_that_needs_a_state_beyond_those_kept_has_no_end()
    {
        var (rule, trigger) = ViolationsOf("v5.10", Small, 7).Last();
        var whole = WithSystem("v5.10", Small, rule, trigger, new SearchLimits());
        var ends = Enumerable.Range(1, 40).Select(kept => GraphOf("v5.10", Small, kept).FirstViolation(rule, trigger, new SearchLimits())).ToArray();

        Assert.Contains(ends, end => end is null);
        Assert.All(ends.OfType<ViolationSearch>(), end => Assert.Equal(whole, end));
        Assert.Equal(whole, GraphOf("v5.10", Small).FirstViolation(rule, trigger, new SearchLimits()));
    }

    [Fact]
    public void A_rule_that_the_scope_has_nothing_for_is_never_violated()
    {
        var end = GraphOf("v5.10", "mdevs=1 kvms=1").FirstViolation(RuleBook.Find("IRQ-01")!, default, new SearchLimits());

        Assert.True(end is { Found: null, IsComplete: true, States: > 10 });
    }

    private static ScopeGraph GraphOf(string revision, string scope, int kept = 100_000) =>
        new(Searches.JudgeOf(revision, Searches.ScopeOf(scope)), AlphabetOf(revision, scope), kept);

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
