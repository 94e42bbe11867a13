using System.Text.RegularExpressions;

namespace ApSpec.RealDriver.Tests.Build;

/// <summary>What a module exit leaves behind, or frees too early, is a finding of the self-test.</summary>
public sealed class SelfTestExitTests
{
    [KernelTreeFact]
    [Trait("Kind", "Long")]
    public void A_driver_that_stays_registered_is_told() => Assert.StartsWith(
        "nothing is left after remove and module exit: allocations left is 1, expected 0: struct driver_private of ",
        FirstFailure("vfio_ap_matrix_dev_destroy", @"driver_unregister\([^;]*;", ""), StringComparison.Ordinal);

    [KernelTreeFact]
    [Trait("Kind", "Long")]
    public void A_device_that_is_freed_before_the_driver_lets_its_queues_go_is_told() => Assert.StartsWith(
        "nothing is left after a module exit with bound queues and an mdev: ModuleExit: UseAfterFree of matrix_dev in ",
        FirstFailure("vfio_ap_exit", @"(ap_driver_unregister\([^;]*;)\s*(vfio_ap_matrix_dev_destroy\(\);)", "$2 $1"), StringComparison.Ordinal);

    private static string FirstFailure(string function, string pattern, string replacement)
    {
        using var tree = new EditedTree("6.12");
        tree.Change(text =>
        {
            var body = Regex.Match(text, $@"^(?!\s).*\b{function}\([^;{{]*\)\s*\{{", RegexOptions.Multiline);
            Assert.True(body.Success);
            return new Regex(pattern).Replace(text, replacement, 1, body.Index);
        }, "vfio_ap_drv.c");
        return string.Join("; ", SelfTests.Failed(Builds.Of(tree.Root).Manifest.SelfTest).Select(check => $"{check.Name}: {check.Failure}"));
    }
}
