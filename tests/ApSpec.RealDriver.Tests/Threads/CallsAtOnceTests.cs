using ApSpec.Check.Threads;
using ApSpec.Explore.Threads;
using ApSpec.RealDriver.Exam;
using ApSpec.RealDriver.Tests.Review;
using ApSpec.Rules;

namespace ApSpec.RealDriver.Tests.Threads;

/// <summary>What calls at once show on compiled drivers, beside what the sources say (docs/threads.md).</summary>
public sealed class CallsAtOnceTests
{
    [KernelTreeFact]
    public void The_request_of_6_12_signals_an_eventfd_that_another_call_takes_away()
    {
        using var driver = LoadedDriver.Of("6.12");

        var explored = Searches.Of(driver, "request", preemptions: 2);

        Assert.Equal(["MEM-01 1: vfio_ap_mdev_request", "MEM-02 1: vfio_ap_mdev_request"], Searches.Found(explored));
        Assert.True(explored.IsExhaustiveTo(2));
    }

    [KernelTreeTheory]
    [InlineData("protect-close")]
    [InlineData("protect-open")]
    [InlineData("hook-removed")]
    [InlineData("two-opens")]
    [InlineData("open-vm-end")]
    [InlineData("close-vm-end")]
    [InlineData("assign-open")]
    [InlineData("bind-assign")]
    public void The_locks_of_6_12_keep_apart_what_those_of_5_10_did_not(string set)
    {
        using var driver = LoadedDriver.Of("6.12");

        var explored = Searches.Of(driver, set, preemptions: 1);

        Assert.Empty(Searches.Found(explored));
        Assert.True(explored.IsExhaustiveTo(1));
        Assert.True(explored.Transitions > 150, $"{explored.Transitions} steps");
    }

    [KernelTreeTheory]
    [InlineData("two-vcpus", "pqap-lock-dropped-for-aqic")]
    [InlineData("two-vcpus-close", "hook-rwsem-after-mdevs-lock")]
    public void Two_vcpus_meet_where_a_lock_is_dropped_and_not_in_the_driver_as_it_is(string set, string defect)
    {
        using var sound = LoadedDriver.Of("6.12");
        using var tree = new EditedTree("6.12");
        tree.Put(ExamFile.Parse(ThreadExamTests.List, File.ReadAllBytes(ThreadExamTests.List), out _).Single(entry => entry.Name == defect));
        using var changed = tree.Load();

        Assert.Empty(Searches.Found(Searches.Of(sound, set, preemptions: 1)));
        Assert.NotEmpty(Searches.Found(Searches.Of(changed, set, preemptions: 1)));
    }

    [KernelTreeTheory]
    [InlineData("6.1", "unmap")]
    [InlineData("6.12", "two-unmaps")]
    public void The_locks_of_the_iommu_driver_close_a_circle_with_the_drivers_own(string version, string set)
    {
        using var driver = LoadedDriver.Of(version);

        Assert.Contains("CALL-01 1: deadlock DL -> I(m0)", Searches.Found(Searches.Of(driver, set, preemptions: 1)));
    }

    [KernelTreeFact]
    public void An_open_and_the_end_of_kvm_vfio_deadlock_in_6_1()
    {
        using var driver = LoadedDriver.Of("6.1");

        Assert.Equal(["CALL-01 1: deadlock K(k0) -> VG(m0)"], Searches.Found(Searches.Of(driver, "open-vm-end", preemptions: 1)));
    }

    [KernelTreeTheory]
    [InlineData("6.12", "request")]
    [InlineData("6.12", "two-unmaps")]
    [InlineData("6.1", "unmap")]
    public void A_schedule_that_was_found_shows_the_same_when_it_is_run_again(string version, string set)
    {
        using var driver = LoadedDriver.Of(version);

        foreach (var finding in Searches.Of(driver, set, preemptions: 1).Findings)
        {
            var record = ThreadPlayer.Play(driver.Subject, finding.Trace, RuleBook.All, out _)!;

            Assert.Contains(record.Violations, violation => (violation.Rule, violation.Sign) == (finding.Violation.Rule, finding.Violation.Sign));
            Assert.Equal(finding.Preemptions, record.Preemptions);
        }
    }

    [KernelTreeFact]
    public void Two_searches_count_alike()
    {
        using var driver = LoadedDriver.Of("6.12");

        var (first, second) = (Searches.Of(driver, "assign-open", 1), Searches.Of(driver, "assign-open", 1));

        Assert.Equal((first.States, first.Transitions, first.Ends), (second.States, second.Transitions, second.Ends));
    }

    [KernelTreeFact]
    public void A_call_that_waits_for_user_space_is_no_deadlock()
    {
        using var driver = LoadedDriver.Of("6.12");
        var trace = LoadedDriver.Trace("""
            scope mdevs=1 kvms=1 adapters=05 domains=0006 features=locks,eventfds,reset
            create m0
            set_kvm m0 k0
            open m0
            t1: request m0
            t2: get_info m0
            schedule
            """);
        var run = ThreadRun.Begin(driver.Subject.CreateForThreads(trace.Scope), RuleBook.All, trace, out _)!;

        var explored = new ThreadSearch(run, trace).Run(new ThreadLimits(2));

        Assert.Empty(Searches.Found(explored));
        Assert.True(explored.Ends > 0);
    }

    // Each process compiles its own code again while it runs, and so steps the driver from stacks of other shapes.
    [KernelTreeFact]
    [Trait("Kind", "Long")]
    public void Every_process_counts_the_same_states_and_steps()
    {
        string[] command = ["explore", "--threads", "--driver", KernelTrees.Of("6.12"), "--set", "reset-unbind", "--set", "unbind-close", "--set", "config-create"];
        var first = Apspec.Run(command);

        Assert.Equal(3, first.Out.Split(": states ").Length - 1);
        for (var again = 0; again < 3; again++)
            Assert.Equal(first.Out, Apspec.Run(command).Out);
    }
}
