using ApSpec.RealDriver.Build;

namespace ApSpec.RealDriver.Tests.NotifierEra;

/// <summary>Trees of the notifier era that cannot be run say what they lack.</summary>
public sealed class Refused5_10Tests
{
    [NotifierTreeFact]
    [Trait("Kind", "Long")]
    public void A_5_10_tree_without_VFIO_is_refused_with_the_file_that_is_missing()
    {
        using var tree = new EditedTree(KernelTrees.Notifier);
        Directory.Delete(Path.Combine(tree.Root, "drivers/vfio"), recursive: true);

        var error = Builds.ErrorOf(tree.Root, Builds.Options());

        Assert.Contains("no fake stands for a VFIO that has notifiers", error, StringComparison.Ordinal);
        Assert.EndsWith("the tree has no drivers/vfio/vfio_main.c or drivers/vfio/vfio.c", error, StringComparison.Ordinal);
    }

    [NotifierTreeFact]
    [Trait("Kind", "Long")]
    public void A_driver_with_the_one_notifier_alone_as_before_5_10_and_v5_3_is_refused()
    {
        using var tree = new EditedTree(KernelTrees.Notifier);
        foreach (var file in (string[])["vfio_ap_ops.c", "vfio_ap_private.h"])
            tree.Change(text => text.Replace("iommu_notifier", "no_such_notifier", StringComparison.Ordinal), file);

        Assert.Contains("a notifier for its guest and none for unmaps, as before v5.3", Builds.ErrorOf(tree.Root, Builds.Options()), StringComparison.Ordinal);
    }
}
