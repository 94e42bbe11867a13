using ApSpec.Drivers;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Check.Tests;

public sealed class JudgeTests
{
    private const string Attach = "create m0;set_kvm m0 k0;open m0";

    // More than 128 words: the world keeps a journal of what changed instead of comparing all of it.
    private const string Wide = "mdevs=1 kvms=2 adapters=01,02,03,04,05,06,07,08 domains=0001,0002,0003,0004,0005,0006,0007,0008 "
        + "features=masks,irq,messages,hw";

    [Fact]
    public void A_step_violates_exactly_the_rules_it_breaks()
    {
        var judge = Traces.Judge("v5.10", Traces.Lifecycle);

        Assert.Equal("", judge.Do(Attach));
        Assert.Equal("KVM-01 HOOK-01", judge.Do("set_kvm m0 null"));
    }

    [Fact]
    public void A_rule_in_the_ignore_mask_is_not_judged()
    {
        var judge = Traces.Judge("v5.10", Traces.Lifecycle);
        judge.Do(Attach);
        var kvm01 = RuleBits.At(judge.Rules.IndexOf(RuleBook.Find("KVM-01")!));

        Assert.Equal("HOOK-01", judge.Do("set_kvm m0 null", kvm01));
    }

    [Fact]
    public void Only_rules_of_the_scopes_features_are_judged()
    {
        Assert.DoesNotContain(Traces.Judge("v5.11", Traces.Lifecycle).Rules, rule => rule.Needs != Features.None);
        Assert.Contains(Traces.Judge("v5.11", "mdevs=1 kvms=1 features=masks").Rules, rule => rule.Id == "MASK-01");
    }

    [Fact]
    public void More_rules_than_a_set_holds_are_refused()
    {
        var rules = Enumerable.Range(0, RuleBits.Max + 1).Select(i => RuleBook.Find("KVM-01")! with { Id = $"KVM-{i}" });

        Assert.Throws<InvalidOperationException>(() =>
            new Judge(new ModelSystem(Catalog.Find("v5.11")!, new Scope()), rules));
    }

    [Theory]
    [InlineData("v5.11", "mdevs=1 kvms=1 features=vmfds", Attach + ";close_vm k0;close_vcpu k0;close_kvm_vfio k0;release m0", "LOCK-02 CALL-01")]
    [InlineData("v5.10", "mdevs=1 kvms=1 features=irq", Attach + ";set_kvm m0 null;release m0;remove m0;aqic_disable k0 05.0006", "MEM-01")]
    public void A_call_that_is_stuck_or_dies_is_judged_and_ends_the_trace(string revision, string scope, string operations, string violated)
    {
        var judge = Traces.Judge(revision, scope);

        Assert.Equal(violated, judge.Do(operations));
        Assert.True(judge.IsEnded);
        judge.Reset();
        Assert.False(judge.IsEnded);
    }

    [Fact]
    public void A_counter_at_its_cap_ends_the_trace_without_a_verdict()
    {
        var judge = Traces.Judge("v5.10", "mdevs=1 kvms=1 features=none cap=3");
        judge.Do("create m0;set_kvm m0 k0;open m0;open m0;open m0");
        Assert.False(judge.IsEnded);

        Assert.Equal("", judge.Do("open m0"));
        Assert.True(judge.IsEnded);
        Assert.NotNull(judge.System.CapHit);
    }

    [Fact]
    public void An_operation_that_is_not_possible_is_no_step()
    {
        var judge = Traces.Judge("v5.10", Traces.Lifecycle);
        var before = judge.System.Observe().Words.ToArray();
        var violated = judge.Apply(Traces.Operations("open m0")[0], 0, out var result);

        Assert.Equal(Outcome.NotPossible, result.Outcome);
        Assert.Equal(RuleBits.None, violated);
        Assert.False(judge.IsEnded);
        Assert.Equal(before, judge.System.Observe().Words.ToArray());
        Assert.Equal(RuleBits.None, judge.Witnessed);
    }

    [Fact]
    public void A_premise_that_held_is_remembered_past_a_reset()
    {
        var judge = Traces.Judge("v5.11", Traces.Lifecycle, "KVM-01", "KVM-02");
        Assert.Equal("", judge.Names(judge.Witnessed));
        judge.Do(Attach);
        Assert.Equal("KVM-02", judge.Names(judge.Witnessed));
        judge.Reset();
        judge.Do(Attach + ";set_kvm m0 null");

        Assert.Equal("KVM-01 KVM-02", judge.Names(judge.Witnessed));
    }

    [Fact]
    public void The_evidence_of_a_violation_names_the_guest()
    {
        var judge = Traces.Judge("v5.10", Traces.Lifecycle, "KVM-01");
        judge.Do("create m0;open m0;set_kvm m0 k1;set_kvm m0 null");

        Assert.Equal(new KvmId(1), judge.EvidenceOf(0).Kvm);
    }

    [Theory]
    [InlineData(Traces.Lifecycle)]
    [InlineData("mdevs=2 kvms=2 adapters=05,06 domains=0006 features=all profile=hostile")]
    [InlineData(Wide)]
    public void A_snapshot_put_back_goes_on_as_if_it_had_been_run_again(string scope)
    {
        foreach (var revision in Catalog.Thread)
        {
            for (var seed = 1u; seed <= 20; seed++)
            {
                var trace = Traces.Drawn(scope, seed, 60);
                var whole = Traces.Judge(revision.Name, scope);
                var halves = Traces.Judge(revision.Name, scope);
                var state = new ulong[halves.StateWords];
                Assert.True(Run(halves, trace.Operations[..20]) is var start && (Run(whole, trace.Operations[..20]) == start));
                if (halves.IsEnded)
                    continue;
                halves.Save(state);
                Run(halves, Traces.Drawn(scope, seed + 1000, 30).Operations); // something else in between
                halves.Restore(state);

                Assert.Equal(Run(whole, trace.Operations[20..]), Run(halves, trace.Operations[20..]));
                Assert.Equal(whole.System.Observe().Words.ToArray(), halves.System.Observe().Words.ToArray());
                Assert.Equal(whole.Lifecycles, halves.Lifecycles);
            }
        }
    }

    [Theory]
    [InlineData(Traces.Lifecycle)]
    [InlineData(Wide)]
    public void A_reset_judge_says_what_a_new_one_says(string scope)
    {
        var used = Traces.Judge("v5.10", scope);
        for (var seed = 1u; seed <= 20; seed++)
        {
            var trace = Traces.Drawn(scope, seed, 40);
            used.Reset();

            Assert.Equal(Run(Traces.Judge("v5.10", scope), trace.Operations), Run(used, trace.Operations));
        }
    }

    // The rules each step violates; ends where the trace ends.
    private static string Run(Judge judge, IEnumerable<Operation> operations)
    {
        var said = new List<string>();
        foreach (var operation in operations)
        {
            if (judge.IsEnded)
                break;
            var violated = judge.Apply(operation, 0, out var result);
            said.Add($"{operation} {result} {judge.Names(violated)}");
        }

        return string.Join('\n', said);
    }
}
