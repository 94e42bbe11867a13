using ApSpec.Check;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Report.Tests;

public sealed class LedgerCellsTests
{
    private const string Attach = "create m0; open m0; set_kvm m0 k0";

    [Theory]
    [InlineData("v5.10", "mdevs=1 kvms=1", "create m0", "-", "-", "-", "-")]
    [InlineData("v5.10", "mdevs=1 kvms=1", Attach, "k0:1", "k0:m0", "-", "-")]
    [InlineData("v5.11", "mdevs=1 kvms=1", Attach + "; set_kvm m0 null", "-", "-", "-", "-")]
    [InlineData("v5.10", "mdevs=2 kvms=2", Attach + "; create m1; open m1; set_kvm m1 k1", "k0:1 k1:1", "k0:m0 k1:m1", "-", "-")]
    [InlineData("v5.10", "mdevs=1 kvms=1", Attach + "; set_kvm m0 null; release m0; remove m0", "k0:1", "k0:m0(freed)", "-", "-")]
    [InlineData("v5.10", "mdevs=1 kvms=1 features=masks", "create m0; assign_adapter m0 05; open m0; set_kvm m0 k0", "k0:1", "k0:m0", "k0:05/-", "-")]
    [InlineData("v5.10", "mdevs=1 kvms=1 features=masks", "create m0; assign_domain m0 0006; assign_adapter m0 05; open m0; set_kvm m0 k0",
        "k0:1", "k0:m0", "k0:05/0006", "-")]
    [InlineData("v5.10", "mdevs=1 kvms=1 features=masks,control", "create m0; assign_control_domain m0 0006; open m0; set_kvm m0 k0",
        "k0:1", "k0:m0", "k0:-/-+cd0006", "-")]
    [InlineData("v5.10", "mdevs=1 kvms=1 adapters=05,06,07,0a features=masks",
        "create m0; assign_adapter m0 05; assign_adapter m0 06; assign_adapter m0 07; assign_adapter m0 0a; open m0; set_kvm m0 k0",
        "k0:1", "k0:m0", "k0:05..0a/-", "-")]
    public void The_ledger_after_a_trace_reads_so(
        string revision, string scope, string operations, string references, string hook, string masks, string locks) =>
        Assert.Equal(
            new LedgerCells(references, hook, masks, locks),
            Recording.Record(Cases.SubjectOf(revision), Cases.TraceOf(scope, operations), [])[^1].Cells);

    [Fact]
    public void A_lock_that_a_stuck_call_left_held_is_shown()
    {
        var found = Cases.Minimize(
            "v5.11", "LOCK-02", "mdevs=1 kvms=1 features=vmfds", Attach + "; close_kvm_vfio k0; close_vcpu k0; close_vm k0; release m0");

        var steps = Recording.Record(found.Subject, found.Trace, RuleBook.All);

        Assert.Contains("L", steps[^1].Cells.Locks, StringComparison.Ordinal);
        Assert.Equal("-", steps[^2].Cells.Locks);
        Assert.NotEqual(Outcome.Returned, steps[^1].Result.Outcome);
    }
}
