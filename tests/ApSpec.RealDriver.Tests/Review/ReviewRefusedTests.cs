using ApSpec.RealDriver.Tests.Patches;

namespace ApSpec.RealDriver.Tests.Review;

/// <summary>Commits that cannot be read, and a review without time.</summary>
public sealed class ReviewRefusedTests
{
    [GitFact]
    public void An_object_that_cannot_be_read_is_bad_input()
    {
        using var made = TestRepository.Mini();
        made.AddToOps("int added;");
        made.Commit("second");
        var id = made.Git("rev-parse", "HEAD:drivers/s390/crypto/vfio_ap_ops.c").Trim();
        File.Delete(Path.Combine(made.Root, ".git/objects", id[..2], id[2..]));

        var (exit, text, error) = Apspec.Run("review", "--driver", made.Root, "v1..main");

        Assert.Equal((2, ""), (exit, text));
        Assert.StartsWith($"apspec: {made.Root}@", error, StringComparison.Ordinal);
    }

    [KernelTreeFact]
    public void Without_time_to_build_there_is_no_verdict()
    {
        using var tree = new EditedTree("6.12");
        tree.Begin("vfio_ap_mdev_close_device", "/* no difference */");

        var (exit, text, error) = Apspec.With("", tree.Cache, "review", "--base", KernelTrees.Of("6.12"), "--driver", tree.Root, "--time", "100ms");

        Assert.Equal((4, ""), (exit, text));
        Assert.Contains("no time was left to build the drivers", error, StringComparison.Ordinal);
    }
}
