using ApSpec.Check.Threads;
using ApSpec.Rules;

namespace ApSpec.RealDriver.Tests.Threads;

/// <summary>The races and deadlocks of Linux 5.10's own code (docs/museum/threads.md), each with one preemption.</summary>
public sealed class CallsAtOnce5_10Tests
{
    [NotifierTreeTheory]
    [InlineData("protect-close", "CALL-01 1: deadlock K(k0) -> V(k0) -> L")]
    [InlineData("protect-close", "MEM-02 1: handle_pqap")]
    [InlineData("hook-removed", "MEM-01 1: handle_pqap")]
    [InlineData("two-ends", "MEM-02 1: vfio_ap_mdev_release")]
    [InlineData("open-vm-end", "MEM-01 1: vfio_ap_mdev_set_kvm")]
    public void It_is_found_in_the_compiled_code(string set, string found)
    {
        using var driver = LoadedDriver.Of(KernelTrees.Notifier);

        Assert.Contains(found, Searches.Found(Searches.Of(driver, set, preemptions: 1)));
    }

    // The test of the hook, of its owner, and the call load it anew, each in its own line.
    [NotifierTreeFact]
    public void Each_load_of_the_hook_can_see_another_one()
    {
        using var driver = LoadedDriver.Of(KernelTrees.Notifier);

        var findings = Searches.Of(driver, "hook-removed", preemptions: 1).Findings;

        Assert.True(findings.Select(finding => finding.Violation.Text).Where(text => text.Contains("in handle_pqap (priv.c:", StringComparison.Ordinal)).Distinct().Count() >= 4,
            string.Join('\n', findings.Select(finding => finding.Violation.Text)));
    }

    [NotifierTreeTheory]
    [InlineData("hook-removed")]
    [InlineData("attach-close")]
    public void A_schedule_that_was_found_shows_the_same_when_it_is_run_again(string set)
    {
        using var driver = LoadedDriver.Of(KernelTrees.Notifier);

        foreach (var finding in Searches.Of(driver, set, preemptions: 1).Findings)
        {
            var record = ThreadPlayer.Play(driver.Subject, finding.Trace, RuleBook.All, out _)!;

            Assert.Contains(record.Violations, violation => (violation.Rule, violation.Sign) == (finding.Violation.Rule, finding.Violation.Sign));
        }
    }
}
