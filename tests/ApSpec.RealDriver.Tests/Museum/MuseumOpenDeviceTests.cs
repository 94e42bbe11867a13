using System.Diagnostics;
using ApSpec.Search.Museum;

namespace ApSpec.RealDriver.Tests.Museum;

/// <summary>The known defects in the stable trees of today, which have many corrections and not all.</summary>
[Trait("Kind", "Long")]
public sealed class MuseumOpenDeviceTests
{
    [KernelTreeTheory]
    [InlineData("6.1", "B16", "LOCK-03", 4)]
    [InlineData("6.1", "B23", "IRQ-07", 8)]
    [InlineData("6.1", "B28", "RESET-03", 8)]
    [InlineData("6.1", "S2", "QUEUE-09", 5)]
    [InlineData("6.12", "B21", "IRQ-01", 7)]
    [InlineData("6.12", "S1", "QUEUE-09", 6)]
    [InlineData("6.12", "S3", "EVENT-02", 5)]
    [InlineData("6.12", "S6", "CALL-01", 7)]
    public void A_defect_without_its_correction_is_still_there(string version, string bug, string rule, int step)
    {
        using var driver = LoadedDriver.Of(version);

        var cell = MuseumVisit.Of(driver, bug);

        Assert.Equal((CellStatus.Found, rule, step), (cell.Status, cell.Rule, cell.Step));
        Assert.NotEmpty(cell.Places);
    }

    [KernelTreeTheory]
    [InlineData("6.1", "B12")]
    [InlineData("6.1", "B37")]
    [InlineData("6.12", "B16")]
    [InlineData("6.12", "B23")]
    [InlineData("6.12", "B34")]
    public void A_defect_with_its_correction_is_mended(string version, string bug)
    {
        using var driver = LoadedDriver.Of(version);

        Assert.Equal(CellStatus.Absent, MuseumVisit.Of(driver, bug).Status);
    }

    [KernelTreeTheory]
    [InlineData("6.12", "B1", "its code is of another era: v4.20 to v5.10")]
    [InlineData("6.12", "B39", "compiled code reads what lay on the stack, and nothing tells that it was not written")]
    [InlineData("6.1", "S7", "came later, with v6.5")]
    [InlineData("6.1", "S3", "'set_irq m0 cfg on' at step 4 of S3-configuration-eventfd-left-at-close is not possible: this driver takes no eventfds")]
    public void What_cannot_be_shown_says_why(string version, string bug, string why)
    {
        using var driver = LoadedDriver.Of(version);

        var cell = MuseumVisit.Of(driver, bug);

        Assert.Equal((CellStatus.CannotBeShown, why), (cell.Status, cell.Why));
    }

    [KernelTreeFact]
    public void A_trace_that_ends_by_another_fault_is_no_all_clear()
    {
        using var tree = new EditedTree("6.12");
        tree.Begin("unmap_iova", "return;");
        using var driver = tree.Load();

        var cell = MuseumVisit.Of(driver, "B23");

        Assert.Equal(CellStatus.CannotBeShown, cell.Status);
        Assert.EndsWith("by another fault", cell.Why, StringComparison.Ordinal);
    }

    [KernelTreeTheory]
    [InlineData("S1", 0, "S1?  QUEUE-09 6 unassign_adapter_store (vfio_ap_ops.c:")]
    [InlineData("S1", 1, "1 of 1 still there, 0 mended, 0 cannot be shown", "--fail-on-known")]
    [InlineData("B12", 0, "0 of 1 still there, 1 mended, 0 cannot be shown", "--fail-on-known")]
    [InlineData("B12", 0, "\"status\":\"mended\"", "--format", "jsonl")]
    [InlineData("B12", 0, "\"fixedBy\":[\"4400270ec034\"],\"cve\":\"CVE-2026-89960\"", "--format", "jsonl")]
    public void The_command_exits_1_for_a_known_defect_only_when_asked(string bug, int exit, string text, params string[] more)
    {
        using var command = Process.Start(new ProcessStartInfo(
            Builds.Tool.File, [.. Builds.Tool.Arguments, "museum", bug, "--driver", KernelTrees.Of("6.12"), .. more])
        {
            RedirectStandardOutput = true,
        })!;
        var output = command.StandardOutput.ReadToEnd();
        command.WaitForExit();

        Assert.Equal(exit, command.ExitCode);
        Assert.Contains(text, output, StringComparison.Ordinal);
    }
}
