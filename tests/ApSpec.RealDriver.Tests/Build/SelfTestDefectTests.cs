using System.Text.RegularExpressions;

namespace ApSpec.RealDriver.Tests.Build;

/// <summary>
/// Defects that the self-test tells: two ways to one configuration that end otherwise, and what a module exit leaves behind or frees too early.
/// </summary>
[Trait("Kind", "Long")]
public sealed class SelfTestDefectTests
{
    private const string Drv = "vfio_ap_drv.c";

    [KernelTreeFact]
    public void An_order_of_calls_that_gives_another_guest_is_told()
    {
        using var tree = new EditedTree("6.12");
        tree.ChangeIn("assign_domain_store", LeftOut("vfio_ap_mdev_update_guest_apcb("));

        Assert.StartsWith("every order of assignments, set_kvm and open gives one guest: crycb.aqm of the guest after assign_adapter 05, ",
            Failures(tree), StringComparison.Ordinal);
    }

    [KernelTreeFact]
    public void What_does_not_come_back_is_told()
    {
        using var tree = new EditedTree("6.12");
        tree.ChangeIn("vfio_ap_mdev_probe_queue", LeftOut("vfio_ap_mdev_link_queue("));

        Assert.Equal("what is taken back leaves no trace: shadow.apm after unbind 05.0006, bind 05.0006 is 0, expected 1", Failures(tree));
    }

    [KernelTreeFact]
    public void A_driver_that_stays_registered_is_told()
    {
        using var tree = new EditedTree("6.12");
        tree.ChangeIn("vfio_ap_matrix_dev_destroy", LeftOut("driver_unregister("), Drv);

        Assert.StartsWith("nothing is left after remove and module exit: allocations left is 1, expected 0: struct driver_private of ",
            Failures(tree), StringComparison.Ordinal);
    }

    [KernelTreeFact]
    public void A_device_that_is_freed_before_the_driver_lets_its_queues_go_is_told()
    {
        using var tree = new EditedTree("6.12");
        tree.ChangeIn("vfio_ap_exit", (text, at) =>
            new Regex(@"(ap_driver_unregister\([^;]*;)\s*(vfio_ap_matrix_dev_destroy\(\);)").Replace(text, "$2 $1", 1, at), Drv);

        Assert.StartsWith("nothing is left after a module exit with bound queues and an mdev: ModuleExit: UseAfterFree of matrix_dev in ",
            Failures(tree), StringComparison.Ordinal);
    }

    // The first such call in the function.
    private static Func<string, int, string> LeftOut(string call) => (text, at) =>
    {
        var place = text.IndexOf(call, at, StringComparison.Ordinal);
        return string.Concat(text.AsSpan(0, place), "(void)(", text.AsSpan(place + call.Length));
    };

    private static string Failures(EditedTree tree) =>
        string.Join("; ", SelfTests.Failed(Builds.Of(tree.Root).Manifest.SelfTest).Select(check => $"{check.Name}: {check.Failure}"));
}
