using ApSpec.Check.Threads;
using ApSpec.Explore.Threads;
using ApSpec.RealDriver.Exam;
using ApSpec.Report.Threads;
using ApSpec.Rules;
using ApSpec.Search.Threads;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Tests.Threads;

/// <summary>A work item that is queued runs beside the call that queued it: what a flush that waits for pending work alone does not wait for.</summary>
public sealed class WorkerTests
{
    private const string Attached = """
        scope mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks,irq,locks,binding,reset
        create m0
        assign_adapter m0 05
        assign_domain m0 0006
        set_kvm m0 k0
        open m0
        aqic_enable k0 05.0006 isc=3 nib=0x12000

        """;

    private static readonly string List = Path.Combine(AppContext.BaseDirectory, "Exam", "threads.json");

    [KernelTreeTheory]
    [InlineData("reset-qlist-flushes-only-pending-work", "unassign_adapter m0 05", "CALL-03 2: vfio_ap_free_aqic_resources")]
    [InlineData("reset-queues-flushes-only-pending-work", "release m0", "CALL-03 2: vfio_assert_device_open")]
    [InlineData("queue-remove-flushes-only-pending-work", "unbind 06.0006", "MEM-01 2: apq_reset_check")]
    public void A_flush_of_pending_work_alone_lets_the_worker_go_on_with_what_is_gone(string entry, string call, string found)
    {
        using var tree = new EditedTree("6.12");
        tree.Put(ExamFile.Parse(List, File.ReadAllBytes(List), out _).Single(one => one.Name == entry));
        var trace = LoadedDriver.Trace($"{Attached}t1: {call}\nt2: get_info m0\nschedule\n");
        using var sound = LoadedDriver.Of("6.12");
        using var changed = tree.Load();

        Assert.Empty(Searches.Found(Searched(sound, trace)));
        var explored = Searched(changed, trace);
        Assert.Contains(found, Searches.Found(explored));
        foreach (var finding in explored.Findings)
        {
            var record = ThreadPlayer.Play(changed.Subject, finding.Trace, RuleBook.All, out _)!;

            Assert.Contains(record.Violations, violation => (violation.Rule, violation.Sign) == (finding.Violation.Rule, finding.Violation.Sign));
            Assert.Equal(finding.Preemptions, record.Preemptions);
            Assert.Contains(" w1", finding.Trace.Schedule!.ToString(), StringComparison.Ordinal);
            Assert.Contains("w1: work of t1", ThreadText.Format(changed.Subject, finding.Trace, record), StringComparison.Ordinal);
            Assert.Contains("participant w1 as w1: work of t1", SequenceDiagram.Format(finding.Trace.Threads, record), StringComparison.Ordinal);
            Assert.All(record.ViolationsOf(finding.Trace), violation => Assert.InRange(violation.Step, 7, 8));
        }
    }

    [KernelTreeFact]
    public void A_worker_that_wants_what_its_waiter_holds_is_in_the_circle()
    {
        using var tree = new EditedTree("6.12");
        const string Awake = "\t\tmsleep(AP_RESET_INTERVAL);\n";
        tree.Change(text => text.Replace(Awake, Awake + "\t\tmutex_lock(&matrix_dev->mdevs_lock);\n\t\tmutex_unlock(&matrix_dev->mdevs_lock);\n", StringComparison.Ordinal));
        using var changed = tree.Load();

        var explored = Searched(changed, LoadedDriver.Trace($"{Attached}t1: unassign_adapter m0 05\nt2: get_info m0\nschedule\n"));

        var finding = Assert.Single(explored.Findings, finding => finding.Violation.IsDeadlock);
        Assert.Equal("deadlock M -> work w1", finding.Violation.Sign);
        var record = ThreadPlayer.Play(changed.Subject, finding.Trace, RuleBook.All, out _)!;
        var report = ThreadText.Format(changed.Subject, finding.Trace, record);
        Assert.Contains("t1 unassign_adapter m0 05: holds G, K(k0), M, waits for work w1 in", report, StringComparison.Ordinal);
        Assert.Contains("w1, queued by t1: unassign_adapter m0 05: holds work w1, waits for M", report, StringComparison.Ordinal);
    }

    [KernelTreeTheory]
    [Trait("Kind", "Long")]
    [InlineData("guest")]
    [InlineData("slow")]
    [InlineData("configured")]
    [InlineData("unbound")]
    public void No_two_calls_of_6_12_go_wrong_by_a_worker(string start)
    {
        using var driver = LoadedDriver.Of("6.12");

        var explored = new LocalThreads(driver.Subject, RuleBook.All)
            .Search(0, ThreadJob.Pairs(PairStarts.All.First(one => one.Name == start && one.Only != Era.Notifier), 0, 1), new ThreadLimits(2)).Explored!;

        Assert.True(explored.Searches > 50, $"{explored.Searches} searches");
        Assert.Empty(explored.Findings.Where(finding => finding.Trace.Schedule!.Turns.Any(turn => ThreadName.IsWorker(turn.Thread)))
            .Select(finding => $"{finding.Violation.Rule.Id} {finding.Violation.Text}; {string.Join("; ", finding.Trace.Operations)}; {finding.Trace.Schedule}"));
    }

    [KernelTreeFact]
    public void Where_no_work_is_queued_a_worker_has_no_turn()
    {
        using var driver = LoadedDriver.Of("6.12");
        var trace = LoadedDriver.Trace($"{Attached}t1: get_info m0\nt2: aqic_disable k0 05.0006\nschedule w1 t1 w1*2 t2\n");

        var record = ThreadPlayer.Play(driver.Subject, trace, RuleBook.All, out _)!;

        Assert.Empty(record.Workers);
        Assert.Contains("w1 ran nothing: no work was queued for it", ThreadText.Format(driver.Subject, trace, record), StringComparison.Ordinal);
    }

    private static ThreadExploration Searched(LoadedDriver driver, Trace trace)
    {
        var run = ThreadRun.Begin(driver.Subject.CreateForThreads(trace.Scope), RuleBook.All, trace, out var refusal);
        Assert.True(run is not null, refusal);
        return new ThreadSearch(run, trace).Run(new ThreadLimits(2));
    }
}
