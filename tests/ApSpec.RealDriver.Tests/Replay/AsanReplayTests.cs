using System.Text.RegularExpressions;
using ApSpec.RealDriver.Replay;

namespace ApSpec.RealDriver.Tests.Replay;

/// <summary>Recorded traces as programs under gcc's sanitizers.</summary>
[Trait("Kind", "Long")]
public sealed class AsanReplayTests
{
    [KernelTreeTheory]
    [InlineData("6.1")]
    [InlineData("6.12")]
    public void A_use_after_free_is_reported_with_function_and_line(string version)
    {
        using var driver = new RecordedDriver(version);

        var run = driver.Sanitized(driver.RecordFile("S1-unassigned-queue-names-freed-mdev"));

        Assert.True(run.End == ReplayEnd.Reported, run.ToString());
        Assert.Matches(@"SUMMARY: AddressSanitizer: heap-use-after-free \S*vfio_ap_ops\.c:\d+ in \w+", run.Report);
        Assert.Contains("call 12: remove_queue 05.0007", run.Calls, StringComparison.Ordinal);
    }

    [KernelTreeTheory]
    [InlineData("6.1", "happy-path")]
    [InlineData("6.12", "happy-path")]
    [InlineData("6.1", "S1-ok-unassign-before-unbind")]
    [InlineData("6.12", "S1-ok-unassign-before-unbind")]
    [InlineData("6.1", "allocation-ok-in-unassign")]
    [InlineData("6.12", "allocation-ok-in-unassign")]
    public void A_trace_without_memory_fault_is_clean(string version, string name)
    {
        using var driver = new RecordedDriver(version);
        var record = driver.RecordFile(name);

        var run = driver.Sanitized(record);

        Assert.True(record.IsWhole);
        Assert.True(run is { End: ReplayEnd.Clean, Report: "" }, run.ToString());
    }

    [KernelTreeTheory]
    [InlineData("6.1")]
    [InlineData("6.12")]
    public void A_call_that_waits_goes_on_where_it_was(string version)
    {
        using var driver = new RecordedDriver(version);
        var record = driver.Record(LoadedDriver.Trace("""
            scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,eventfds
            create m0
            assign_adapter m0 05
            assign_domain m0 0006
            set_kvm m0 k0
            open m0
            aqic_enable k0 05.0006 isc=3 nib=0x12000
            advance 40ms
            t1: remove m0
            release m0
            """));

        var run = driver.Sanitized(record);

        Assert.True(record.IsWhole);
        Assert.True(run is { End: ReplayEnd.Clean, Report: "" }, run.ToString());
    }

    [KernelTreeTheory]
    [InlineData("6.1")]
    [InlineData("6.12")]
    public void A_request_that_differs_from_the_record_is_named_by_its_number(string version)
    {
        using var driver = new RecordedDriver(version);
        var count = 0;

        var run = driver.Sanitized(driver.RecordFile("happy-path"), tables => Regex.Replace(
            tables, @"APX_INSTRUCTION, \{ \.function = APX_\w+, \.queue = \d+, \.apid = 0x", match => ++count == 2 ? $"{match.Value}f" : match.Value));

        Assert.True(run.End == ReplayEnd.Diverged, run.ToString());
        Assert.Matches(@"^diverged at request \d+ \(call \d+\): recorded \w+ f5\.\d{4}", run.LastLine);
    }
}
