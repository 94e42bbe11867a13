using ApSpec.Explore.Threads;

namespace ApSpec.Explore.Tests;

/// <summary>Random schedules, of calls of which not every schedule was searched.</summary>
public sealed class RandomSchedulesTests
{
    private const string Attached = "create m0;set_kvm m0 k0;open m0";
    private const string Aqic = "aqic_enable k0 05.0006 isc=3 nib=0x12000";
    private const string Scope = "mdevs=1 kvms=1 adapters=05 domains=0006 features=irq,locks,secure,masks";

    [Theory]
    [InlineData("v5.10", "release m0", Aqic)]
    [InlineData("v5.10", "release m0;remove m0", Aqic)]
    [InlineData("v5.12", "set_kvm m0 null", Aqic)]
    [InlineData("patch-v1", "set_kvm m0 null", "release m0")]
    public void They_show_what_a_search_of_every_schedule_shows(string revision, string one, string other)
    {
        var (run, trace) = ThreadTraces.Of(revision, Scope, Attached, [one, other]);
        var every = new ThreadSearch(run, trace).Run(new ThreadLimits(2)).Findings.Select(SignOf).Order(StringComparer.Ordinal).ToArray();

        var drawn = Draw(revision, [one, other], 2_000, out var before);

        Assert.NotEmpty(every);
        Assert.Empty(every.Except(drawn.Findings.Select(SignOf)));
        Assert.True(before < every.Length, "nothing is left to be drawn");
    }

    [Theory]
    [InlineData("v5.15", "release m0", Aqic)]
    [InlineData("6.12.117", "release m0", Aqic)]
    public void They_show_nothing_where_the_locks_keep_the_calls_apart(string revision, string one, string other)
    {
        var drawn = Draw(revision, [one, other], 500, out _);

        Assert.Empty(drawn.Findings);
        Assert.Equal(500, drawn.RandomSchedules);
        Assert.True(drawn.Transitions > 5_000, $"{drawn.Transitions} steps");
    }

    [Fact]
    public void Each_finding_is_replayed_by_its_schedule_with_its_preemptions()
    {
        var drawn = Draw("v5.10", ["release m0;remove m0", Aqic, "pv_enable k0"], 1_000, out _);

        Assert.Contains(drawn.Findings, finding => finding.Preemptions > 1);
        foreach (var finding in drawn.Findings)
        {
            var record = ThreadTraces.Play("v5.10", finding.Trace);
            Assert.Contains(record.Violations, violation => violation.Rule == finding.Violation.Rule && violation.Sign == finding.Violation.Sign);
            Assert.Equal(finding.Preemptions, record.Preemptions);
        }
    }

    [Fact]
    public void One_seed_draws_the_same_schedules_each_time()
    {
        var (first, second) = (Draw("v5.10", ["release m0", Aqic], 200, out _), Draw("v5.10", ["release m0", Aqic], 200, out _));

        Assert.Equal(first.Transitions, second.Transitions);
        Assert.Equal(first.Findings.Select(finding => finding.Trace.ToString()), second.Findings.Select(finding => finding.Trace.ToString()));
    }

    private static ThreadExploration Draw(string revision, string[] calls, int count, out int before)
    {
        var (run, trace) = ThreadTraces.Of(revision, Scope, Attached, calls);
        var random = new RandomSchedules(run, trace, Numbers(7));
        var searched = new ThreadSearch(run, trace).Run(new ThreadLimits(0));
        before = searched.Findings.Length;
        return random.AddTo(searched, count, null);
    }

    // A linear congruential generator: nothing depends on how good it is.
    private static Func<uint, uint> Numbers(ulong seed) => bound =>
    {
        seed = (seed * 6364136223846793005) + 1442695040888963407;
        return (uint)((seed >> 33) % bound);
    };

    private static string SignOf(ThreadFinding finding) => $"{finding.Violation.Rule.Id} {finding.Violation.Sign}";
}
