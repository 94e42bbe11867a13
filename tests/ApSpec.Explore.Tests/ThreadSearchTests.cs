using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Explore.Threads;
using ApSpec.Vocabulary;

namespace ApSpec.Explore.Tests;

/// <summary>Several calls at once on a revision: every schedule, those with the fewest preemptions first.</summary>
public sealed class ThreadSearchTests
{
    private const string Attached = "create m0;set_kvm m0 k0;open m0";
    private const string Aqic = "aqic_enable k0 05.0006 isc=3 nib=0x12000";
    private const string Scope = "mdevs=1 kvms=1 adapters=05 domains=0006 features=irq,locks,secure,masks";

    /// <summary>Calls of two and three threads on revisions with different locks.</summary>
    public static TheoryData<string, string, string[]> Sets => new()
    {
        { "patch-v1", Attached, ["set_kvm m0 null", "release m0"] },
        { "v5.10", Attached, ["release m0", Aqic] },
        { "v5.10", Attached, ["release m0;remove m0", Aqic] },
        { "v5.12", Attached, ["set_kvm m0 null", Aqic] },
        { "1e753732bda6", Attached, ["release m0", Aqic] },
        { "6.12.117", "create m0;set_kvm m0 k0", ["open m0", Aqic] },
        { "v7.2", Attached, ["release m0", "assign_adapter m0 05"] },
    };

    [Theory]
    [MemberData(nameof(Sets))]
    public void It_finds_what_a_search_without_a_memory_finds_with_as_few_preemptions(string revision, string before, string[] calls)
    {
        var naive = NaiveSchedules.Of(ThreadTraces.Of(revision, Scope, before, calls), preemptionsMax: 2);

        var found = Search(revision, Scope, before, calls, 2);

        Assert.Equal(
            naive.Preemptions.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key} {one.Value}"),
            found.Findings.Select(finding => (Key: $"{finding.Violation.Rule.Id} {finding.Violation.Sign}", finding.Preemptions))
                .OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key} {one.Preemptions}"));
        Assert.True(naive.Schedules > 10, $"{naive.Schedules} schedules");
        Assert.True(found.States < naive.Steps, $"{found.States} states, {naive.Steps} steps");
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void It_comes_to_every_end_that_a_search_without_a_memory_comes_to(string revision, string before, string[] calls)
    {
        var ends = NaiveSchedules.Of(ThreadTraces.Of(revision, Scope, before, calls), preemptionsMax: 2).Ends;

        var seen = new HashSet<string>();
        var (run, trace) = ThreadTraces.Of(revision, Scope, before, calls);
        new ThreadSearch(run, trace) { AtEnd = () => seen.Add(NaiveSchedules.EndOf(run)) }.Run(new ThreadLimits(2));

        Assert.Equal(ends.Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Two_searches_count_alike()
    {
        var first = Search("v5.10", Scope, Attached, ["release m0", "pv_enable k0", Aqic]);
        var second = Search("v5.10", Scope, Attached, ["release m0", "pv_enable k0", Aqic]);

        Assert.Equal((first.States, first.Transitions, first.Ends, first.DeadEnds), (second.States, second.Transitions, second.Ends, second.DeadEnds));
        Assert.True(first.IsExhaustive);
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Each_finding_is_replayed_by_its_schedule(string revision, string before, string[] calls)
    {
        foreach (var finding in Search(revision, Scope, before, calls).Findings)
        {
            var record = ThreadTraces.Play(revision, finding.Trace);

            Assert.Contains(record.Violations, violation => violation.Rule == finding.Violation.Rule && violation.Sign == finding.Violation.Sign);
            Assert.Equal(finding.Preemptions, record.Preemptions);
        }
    }

    [Fact]
    public void Calls_that_do_not_meet_need_no_preemption_and_show_nothing_new()
    {
        var found = Search("v5.10", "mdevs=2 kvms=2", "create m0;create m1", ["open m0", "open m1"]);

        Assert.Empty(found.Findings);
        Assert.True(found.IsExhaustive);
        Assert.True(found.Ends >= 1);
    }

    [Fact]
    public void What_one_call_after_the_other_violates_is_no_finding()
    {
        // v5.10 leaks at NULL, whatever the other thread does.
        var found = Search("v5.10", Scope, Attached, ["set_kvm m0 null", "pv_enable k0"]);

        Assert.DoesNotContain(found.Findings, finding => finding.Violation.Rule.Id is "KVM-01" or "HOOK-01" or "MASK-01");
        Assert.True(found.IsExhaustive);
    }

    [Fact]
    public void A_bound_on_preemptions_is_kept_and_said()
    {
        var none = Search("v5.10", Scope, Attached, ["release m0", Aqic], 0);
        var one = Search("v5.10", Scope, Attached, ["release m0", Aqic], 1);

        Assert.Equal((0, false), (none.Preemptions, none.IsComplete));
        Assert.Empty(none.Findings);
        Assert.Equal((1, false), (one.Preemptions, one.IsComplete));
        Assert.Equal(["MEM-02"], one.Findings.Select(finding => finding.Violation.Rule.Id));
        Assert.True(one.States > none.States);
    }

    [Fact]
    public void A_search_that_runs_out_of_states_says_how_far_it_came()
    {
        var (run, trace) = ThreadTraces.Of("v5.10", Scope, Attached, ["release m0", "pv_enable k0", Aqic]);

        var found = new ThreadSearch(run, trace).Run(new ThreadLimits(StatesMax: 300));

        Assert.False(found.IsComplete);
        Assert.True(found.Preemptions < 2, $"{found.Preemptions}");
    }

    [Fact]
    public void Where_every_order_of_whole_calls_dies_nothing_says_which_states_are_right()
    {
        // The hook of v5.10 outlives its mdev: each PQAP meets freed memory, whoever goes first. No schedule ends, so no state is left unjudged.
        var (run, trace) = ThreadTraces.Of("v5.10", "mdevs=1 kvms=1 features=irq", "create m0;set_kvm m0 k0;open m0;set_kvm m0 null;release m0;remove m0",
            "aqic_disable k0 05.0006", "aqic_enable k0 05.0006 isc=3 nib=0x12000");
        var found = new ThreadSearch(run, trace).Run(new ThreadLimits());

        Assert.False(run.AreStatesJudged);
        Assert.Equal(0, found.Ends);
        Assert.True(found.IsExhaustive);
        Assert.True(ThreadTraces.Of("v5.10", Scope, Attached, "release m0", Aqic).Run.AreStatesJudged);
    }

    [Fact]
    public void What_comes_before_must_be_possible()
    {
        var trace = ThreadTraces.TraceOf(Scope, "open m0", "create m0", "open m0");

        Assert.Null(Check.Threads.ThreadRun.Begin(new ModelSystem(Catalog.Find("v5.10")!, trace.Scope), Rules.RuleBook.All, trace, out var refusal));
        Assert.Equal("'open m0' is not possible: m0 does not exist", refusal);
    }

    private static ThreadExploration Search(string revision, string scope, string before, string[] calls, int preemptions = int.MaxValue)
    {
        var (run, trace) = ThreadTraces.Of(revision, scope, before, calls);
        return new ThreadSearch(run, trace).Run(new ThreadLimits(preemptions));
    }
}
