using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ApSpec.RealDriver.Build;

namespace ApSpec.RealDriver.Tests.Worker;

/// <summary>
/// Defects of public reports that no trace shows, since they are in the load and the unload of the module; made in a copy of a tree. The
/// self-test of a build names function and line.
/// </summary>
[Trait("Kind", "Long")]
public sealed class PublicLoadCaseTests
{
    private const string Drv = "vfio_ap_drv.c";
    private const string Private = "vfio_ap_private.h";
    private const string Unload = "nothing is left after remove and module exit";
    private const string FailedLoad = "a load that fails leaves nothing, whichever registration fails";

    /// <summary>October 2022: the array of mdev types had no room in what was allocated, and module init wrote its first entry behind it.</summary>
    [KernelTreeTheory]
    [InlineData("6.1")]
    [InlineData("6.12")]
    public void Module_init_that_writes_past_its_allocation_is_named_with_its_line(string version)
    {
        using var tree = new EditedTree(version);
        tree.Change(text => Regex.Replace(text, @"\bmdev_types\[1\]", "mdev_types[0]"), Private);

        var load = Assert.Single(Failed(tree), check => check.Name == "module init and probe of two queues");

        Assert.StartsWith("ModuleInit: OutOfBounds of kzalloc(sizeof(*matrix_dev)) in vfio_ap_mdev_register (vfio_ap_ops.c:", load.Failure, StringComparison.Ordinal);
    }

    /// <summary>CVE-2023-53746: the release of the matrix device freed the device's driver data, which is NULL.</summary>
    [KernelTreeTheory]
    [InlineData("6.1")]
    [InlineData("6.12")]
    public void A_matrix_device_that_is_never_freed_is_named_with_the_line_of_its_allocation(string version)
    {
        using var tree = new EditedTree(version);
        tree.Change(text => Regex.Replace(text, @"container_of\(dev,[^;]*\)", "dev_get_drvdata(dev)"), Drv);

        var failed = Failed(tree);

        var unload = Assert.Single(failed, check => check.Name == Unload);
        Assert.StartsWith("allocations left is 1, expected 0: matrix_dev of vfio_ap_matrix_dev_create (vfio_ap_drv.c:", unload.Failure, StringComparison.Ordinal);
        Assert.Contains(failed, check => check.Name == FailedLoad);
    }

    /// <summary>A driver that is left on the bus when the last step of module init fails.</summary>
    [KernelTreeFact]
    public void An_error_path_of_module_init_that_leaves_the_driver_registered_is_found()
    {
        using var tree = new EditedTree("6.12");
        tree.Change(InErrorPath, Drv);

        var load = Assert.Single(Failed(tree), check => check.Name == FailedLoad);

        Assert.Matches(@"^allocations left by failure \d+ is 1, expected 0: struct driver_private of ", load.Failure);
    }

    /// <summary>The sibling of all three.</summary>
    [KernelTreeFact]
    public void The_tree_itself_passes()
    {
        using var tree = new EditedTree("6.12");

        Assert.Empty(Failed(tree));
    }

    private static ImmutableArray<SelfTestCheck> Failed(EditedTree tree) =>
        [.. SelfTests.Failed(Builds.Of(tree.Root, Builds.Options(tree.Cache)).Manifest.SelfTest)];

    // The first of the two calls is in vfio_ap_init, which is before vfio_ap_exit.
    private static string InErrorPath(string text)
    {
        const string call = "ap_driver_unregister(&vfio_ap_drv);";
        var at = text.IndexOf(call, StringComparison.Ordinal);
        Assert.True(at > 0, $"the tree moved: {Drv} has no {call}");
        return text.Remove(at, call.Length);
    }
}
