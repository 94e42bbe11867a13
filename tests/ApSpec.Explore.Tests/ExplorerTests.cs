using ApSpec.Check;
using ApSpec.Vocabulary;

namespace ApSpec.Explore.Tests;

public sealed class ExplorerTests
{
    [Theory]
    [InlineData("v5.10", "mdevs=1 kvms=1")]
    [InlineData("patch-v3", "mdevs=1 kvms=1")]
    [InlineData("v5.11", "mdevs=1 kvms=1")]
    [InlineData("v5.10", "mdevs=1 kvms=2")]
    [InlineData("v5.10", "mdevs=1 kvms=1 profile=hostile")]
    [InlineData("v5.11", "mdevs=1 kvms=1 features=failures")]
    [InlineData("patch-v3", "mdevs=2 kvms=1")]
    [InlineData("v5.11", "mdevs=1 kvms=1 features=masks,irq")]
    public void Counts_and_shortest_violations_are_those_of_a_naive_search(string revision, string scope)
    {
        var bounds = Searches.ScopeOf(scope);
        var naive = new NaiveSearch(Searches.JudgeOf(revision, bounds), Alphabet.Of(bounds));

        var explored = Searches.Explore(revision, scope);

        Assert.True(explored.IsComplete);
        Assert.Equal(naive.DepthOf.Count, explored.States);
        Assert.Equal(naive.Transitions, explored.Transitions);
        Assert.Equal(naive.DeadEnds, explored.DeadEnds);
        Assert.Equal(naive.DepthOf.Values.Max() + 1, explored.Depth);
        Assert.Equal(naive.Caps, explored.Caps.ToDictionary());
        Assert.Equal(naive.Violations, explored.Violations.ToDictionary(v => v.Rule.Id, v => v.Length));
    }

    [Fact]
    public void A_store_that_grew_several_times_still_holds_each_state_once()
    {
        // 6,774 states fill the first table of 4,096 slots more than three times over, and two chunks of states.
        var explored = Searches.Explore("v5.11", "mdevs=1 kvms=1 features=masks,irq");

        Assert.True(explored.States > 4096, $"{explored.States} states are too few for this test");
    }

    [Theory]
    [InlineData("v5.10", "mdevs=1 kvms=1 features=masks", 5)]
    [InlineData("v5.10", "mdevs=2 kvms=2", 4)]
    [InlineData("patch-v3", "mdevs=1 kvms=2", 5)]
    [InlineData("v5.11", "mdevs=1 kvms=1 features=vmfds profile=hostile", 4)]
    public void The_first_violation_of_each_rule_is_as_short_as_iterative_deepening_finds(string revision, string scope, int depth)
    {
        var bounds = Searches.ScopeOf(scope);
        var deepening = new Deepening(Searches.JudgeOf(revision, bounds), Alphabet.Of(bounds));

        var explored = Searches.Explore(revision, scope, new SearchLimits(DepthMax: depth));

        Assert.NotEmpty(explored.Violations);
        Assert.Equal(deepening.ShortestUpTo(depth), explored.Violations.ToDictionary(v => v.Rule.Id, v => v.Length));
    }

    [Fact]
    public void Each_violation_is_reproduced_by_its_trace_with_its_last_operation()
    {
        var bounds = Searches.ScopeOf("mdevs=1 kvms=1 features=masks,irq");
        var explored = Searches.Explore("v5.10", bounds.ToString());
        var judge = Searches.JudgeOf("v5.10", bounds);

        Assert.All(explored.Violations, violation =>
        {
            var found = Reproduction.Find(judge, violation.Trace, violation.Rule);
            Assert.Equal(violation.Length, found?.Trace.Operations.Length);
        });
    }

    [Fact]
    public void Violations_come_shortest_first()
    {
        var lengths = Searches.Explore("v5.10", "mdevs=1 kvms=1 features=masks").Violations.Select(v => v.Length).ToArray();

        Assert.Equal(lengths.Order(), lengths);
    }

    [Fact]
    public void The_first_violation_by_another_kind_of_operation_is_passed_over()
    {
        // open m0 violates KVM-01 with four operations too, and comes first in the alphabet.
        var bounds = Searches.ScopeOf("mdevs=1 kvms=1");
        var explorer = new Explorer(Searches.JudgeOf("v5.10", bounds, "KVM-01"), Alphabet.Of(bounds));

        var trace = explorer.FirstViolation(new SearchLimits(), Searches.SetKvmNull, out _);

        Assert.Equal("create m0; open m0; set_kvm m0 k0; set_kvm m0 null", string.Join("; ", trace!.Operations));
    }

    [Fact]
    public void No_violation_by_a_null_notification_is_found_in_v5_11_with_one_guest()
    {
        var bounds = Searches.ScopeOf("mdevs=1 kvms=1");
        var explorer = new Explorer(Searches.JudgeOf("v5.11", bounds, "HOOK-01"), Alphabet.Of(bounds));

        var trace = explorer.FirstViolation(new SearchLimits(), Searches.SetKvmNull, out var explored);

        Assert.Null(trace);
        Assert.True(explored.IsComplete);
    }

    [Fact]
    public void A_scope_whose_counters_reach_their_cap_is_complete_but_gives_no_verdict()
    {
        var explored = Searches.Explore("v5.11", "mdevs=1 kvms=1");

        Assert.True(explored.IsComplete);
        Assert.Equal(["opens", "refs"], explored.Caps.Keys.Select(cap => cap.What));
        Assert.False(explored.IsExhaustive);
    }

    [Fact]
    public void A_larger_cap_finds_more_states()
    {
        var small = Searches.Explore("v5.11", "mdevs=1 kvms=1");
        var large = Searches.Explore("v5.11", "mdevs=1 kvms=1 cap=7");

        Assert.True(large.States > small.States, $"{large.States} states with cap 7, {small.States} with cap 3");
    }

    [Theory]
    [InlineData("mdevs=2 kvms=1", 10, int.MaxValue)]
    [InlineData("mdevs=2 kvms=1", int.MaxValue, 3)]
    public void A_search_that_a_limit_stops_is_not_complete(string scope, int states, int depth)
    {
        var explored = Searches.Explore("v5.10", scope, new SearchLimits(states, depth));

        Assert.False(explored.IsComplete);
        Assert.False(explored.IsExhaustive);
    }

    [Fact]
    public void A_depth_limit_judges_every_operation_up_to_it_and_none_beyond()
    {
        var explored = Searches.Explore("v5.10", "mdevs=1 kvms=1", new SearchLimits(DepthMax: 4));

        Assert.Equal(4, explored.Depth);
        Assert.Equal(4, explored.Violations.Max(v => v.Length));
        Assert.Contains(explored.Violations, v => v.Rule.Id == "HOOK-01");
    }

    [Fact]
    public void A_rule_that_needs_an_absent_feature_is_not_witnessed()
    {
        var explored = Searches.Explore("v5.11", "mdevs=1 kvms=1");

        Assert.Contains("KVM-01", explored.Witnessed);
        Assert.DoesNotContain("MASK-01", explored.Witnessed);
    }
}
