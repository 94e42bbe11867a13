using System.Text.RegularExpressions;
using ApSpec.Check.Threads;
using ApSpec.Explore.Threads;
using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Native;
using ApSpec.RealDriver.Replay;
using ApSpec.RealDriver.Tests.Threads;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Tests.Replay;

/// <summary>Recorded traces with a schedule as programs, under gcc's sanitizers and on s390x.</summary>
[Trait("Kind", "Long")]
public sealed class ScheduledReplayTests
{
    private const string SeededCalls = """
        scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks
        create m0
        assign_domain m0 0006
        t1: assign_adapter m0 05
        t2: unassign_adapter m0 05
        schedule t1 t2
        """;

    private const string LoadAndStore = "if (seeded) { int *mine = seeded; WRITE_ONCE(*mine, READ_ONCE(*mine) + 1); }";

    [KernelTreeFact]
    public void An_eventfd_of_user_space_that_a_schedule_frees_under_its_user_is_reported_with_who_freed_it()
    {
        using var driver = new RecordedDriver("6.12");
        var trace = Found(driver, ThreadSets.Find("request")!.Trace, "MEM-01");

        var run = driver.Sanitized(driver.Record(trace));

        Assert.True(run.End == ReplayEnd.Reported, run.ToString());
        var report = SanitizerText.Parse(run.Report)!;
        Assert.Equal(
            ("heap-use-after-free", "vfio_ap_mdev_request", "vfio_ap_set_request_irq", null),
            (report.Kind, report.At?.Function, report.FreedBy?.Function, report.AllocatedBy?.Function));
    }

    [KernelTreeFact]
    public void The_same_calls_one_after_the_other_are_clean_and_the_removal_still_waits()
    {
        using var driver = new RecordedDriver("6.12");
        var record = driver.Record(ThreadSets.Find("request")!.Trace with { Schedule = ScheduleOf("schedule t1 t2") });

        var run = driver.Sanitized(record);

        Assert.Equal(NativeStatus.Blocked, record.Calls[^1].End.Status);
        Assert.True(run is { End: ReplayEnd.Clean, Report: "" }, run.ToString());
    }

    [KernelTreeFact]
    public void What_another_thread_frees_before_the_driver_uses_it_is_reported_with_the_line_and_both_stacks()
    {
        using var tree = Seeded(out var line);
        using var driver = new RecordedDriver(tree);
        var trace = Found(driver, LoadedDriver.Trace(SeededCalls), "MEM-01");
        var record = driver.Record(trace);

        var run = driver.Sanitized(record);

        Assert.Contains(record.Calls, call => call.Stop is { Before.IsAccess: true });
        Assert.True(run.End == ReplayEnd.Reported, run.ToString());
        var report = SanitizerText.Parse(run.Report)!;
        Assert.Equal(
            ("heap-use-after-free", "assign_adapter_store", line, "unassign_adapter_store", "assign_domain_store"),
            (report.Kind, report.At?.Function, report.At?.Line, report.FreedBy?.Function, report.AllocatedBy?.Function));
    }

    [KernelTreeFact]
    public void The_same_driver_is_clean_by_a_schedule_that_frees_behind_the_last_load()
    {
        using var tree = Seeded(out _);
        using var driver = new RecordedDriver(tree);
        var record = driver.Record(LoadedDriver.Trace(SeededCalls));

        var run = driver.Sanitized(record);

        Assert.True(record.IsWhole);
        Assert.True(run is { End: ReplayEnd.Clean, Report: "" }, run.ToString());
    }

    [KernelTreeFact]
    public void A_program_that_does_not_come_to_a_recorded_switch_says_so_and_gives_no_verdict()
    {
        using var tree = Seeded(out _);
        using var driver = new RecordedDriver(tree);
        var record = driver.Record(Found(driver, LoadedDriver.Trace(SeededCalls), "MEM-01"));
        var stop = record.Calls.First(call => call.Stop is { Before.IsAccess: true }).Stop!;

        var run = driver.Sanitized(record, tables => tables.Replace(
            $"{{ {stop.Calls}, {stop.Object}, ", $"{{ {stop.Calls}, {stop.Object + 9000}, ", StringComparison.Ordinal));

        Assert.True(run.End == ReplayEnd.Diverged, run.ToString());
        Assert.Matches(@"^diverged at request \d+ \(call \d+\): recorded a switch before a (load|store) of 4 bytes at 0 of object 9\d{3}, now there is none$", run.LastLine);
    }

    [CrossTheory]
    [InlineData("6.1", "unmap")]
    [InlineData("6.12", "request")]
    [InlineData("6.12", "two-vcpus-close")]
    public void What_can_be_seen_after_each_switch_is_the_same_on_s390x(string version, string set)
    {
        using var driver = new RecordedDriver(version);
        var calls = ThreadSets.Find(set)!.Trace;
        CallRecord[] records =
        [
            .. Searches.Of(driver.Loaded, set, preemptions: 1).Findings.Select((found, i) => driver.Record(found.Trace, $"{set} {i}")),
            .. ((string[])["schedule t1 t2", "schedule t2 t1", "schedule t1*7 t2*9 t1*11 t2*13 t1*17 t2*19 t1", "schedule t2*5 t1*8 t2*21 t1*34 t2", "schedule t1*30 t2*3 t1*1 t2*1 t1*1 t2"]).Select(line => driver.Record(calls with { Schedule = ScheduleOf(line) }, line)),
        ];

        var result = CrossResult.Compare(records, Run(driver, "gcc", null, records), Run(driver, CrossMachine.Cc, CrossMachine.Emulator, records));

        Assert.Empty(result.Differences);
        Assert.Equal(records.Length, result.Traces);
        Assert.Contains(records, record => record.Calls.Any(call => call.Stop is { Before.IsAccess: true }));
        Assert.Contains(records, record => record.Calls.Any(call => call.Stop is { Before.IsAccess: false }));
    }

    [CrossTheory]
    [InlineData("6.12")]
    public void A_use_after_free_by_a_schedule_is_the_same_fault_at_the_same_call_on_s390x(string version)
    {
        using var driver = new RecordedDriver(version);
        var record = driver.Record(Found(driver, ThreadSets.Find("request")!.Trace, "MEM-01"));

        var there = Run(driver, CrossMachine.Cc, CrossMachine.Emulator, [record])[0];

        Assert.Equal(NativeStatus.Died, record.Calls[^1].End.Status);
        Assert.Equal(["  = died"], there.Lines.Where(line => line.StartsWith("  = died", StringComparison.Ordinal)));
        Assert.Matches(new Regex($@"^  event {(int)NativeEventKind.UseAfterFree} .* in vfio_ap_mdev_request:\d+$", RegexOptions.Multiline), there.Calls);
    }

    // An assignment of a domain makes an object, one of an adapter uses it, and the last frees it.
    private static EditedTree Seeded(out int line)
    {
        var tree = new EditedTree("6.12");
        tree.Begin("assign_domain_store", "if (!seeded) seeded = kzalloc(sizeof(*seeded), GFP_KERNEL);");
        tree.Begin("unassign_adapter_store", "kfree(seeded); seeded = NULL;");
        tree.Change(text => text.Insert(text.IndexOf("\nstatic ", StringComparison.Ordinal) + 1, "static int *seeded;\n"));
        line = tree.Begin("assign_adapter_store", LoadAndStore);
        return tree;
    }

    // The trace with the schedule that shows it.
    private static Trace Found(RecordedDriver driver, Trace calls, string rule)
    {
        var run = ThreadRun.Begin(driver.Loaded.Subject.CreateForThreads(calls.Scope), RuleBook.All, calls, out var refusal);
        Assert.True(run is not null, refusal);
        return new ThreadSearch(run, calls).Run(new ThreadLimits(1)).Findings.First(found => found.Violation.Rule.Id == rule).Trace;
    }

    private static Schedule ScheduleOf(string line) => LoadedDriver.Trace($"""
        scope mdevs=1 kvms=1
        t1: create m0
        t2: remove m0
        {line}
        """).Schedule!;

    private static System.Collections.Immutable.ImmutableArray<ReplayRun> Run(RecordedDriver driver, string cc, string? emulator, CallRecord[] records) =>
        driver.Program(Flavour.Replay, cc, emulator, records).RunAll(records.Length, showsLedger: true);
}
