using ApSpec.RealDriver.Native;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Tests.Build;

/// <summary>Parts of the kernel around a driver are the tree's own where it has them and they compile, and fakes as a whole where not.</summary>
public sealed class SubsystemTests
{
    private const string Life = """
        scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq pages=0x12
        create m0
        assign_adapter m0 05
        assign_domain m0 0006
        set_kvm m0 k0
        open m0
        aqic_enable k0 05.0006 isc=3 nib=0x12000
        release m0
        set_kvm m0 null
        remove m0

        """;

    private const string Unmap = """
        scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,hw pages=0x12
        create m0
        assign_adapter m0 05
        assign_domain m0 0006
        set_kvm m0 k0
        open m0
        checkstop 05
        aqic_enable k0 05.0006 isc=3 nib=0x12000
        dma_unmap m0 iova=0x12000 pages=1

        """;

    [KernelTreeTheory]
    [InlineData("6.1", "drivers/vfio/vfio_main.c", "drivers/vfio/container.c")]
    [InlineData("6.12", "drivers/vfio/vfio_main.c", "drivers/vfio/group.c")]
    public void A_trees_own_files_run_around_its_driver(string version, string main, string other)
    {
        var build = Builds.Of(KernelTrees.Of(version));

        Assert.All(build.Manifest.Subsystems, state => Assert.True(state.IsOwn, state.ToText()));
        Assert.Contains(main, build.Manifest.Subsystems[0].Files);
        Assert.Contains(other, build.Manifest.Subsystems[0].Files);
        Assert.Equal(["drivers/s390/crypto/vfio_ap_drv.c", "drivers/s390/crypto/vfio_ap_ops.c"], build.Built("tree").Compiled.AsEnumerable());
    }

    [KernelTreeTheory]
    [Trait("Kind", "Long")]
    [InlineData("6.1")]
    [InlineData("6.12")]
    public void A_tree_without_VFIO_and_virt_is_checked_with_fakes_of_them(string version)
    {
        using var tree = new EditedTree(version);
        Directory.Delete(Path.Combine(tree.Root, "drivers/vfio"), recursive: true);
        Directory.Delete(Path.Combine(tree.Root, "virt"), recursive: true);
        var build = Builds.Of(tree.Root);

        Assert.Equal("VFIO, mdev and kvm-vfio: assumed (the tree has no drivers/vfio/vfio_main.c or drivers/vfio/vfio.c)", build.Manifest.Subsystems[0].ToText());
        Assert.True(build.Manifest.Subsystems[1].IsOwn);
        Assert.Empty(SelfTests.FailedWithWhatIsThere(build.Manifest.SelfTest));
        AssertLives(tree);
    }

    [KernelTreeFact]
    [Trait("Kind", "Long")]
    public void A_file_that_does_not_compile_leaves_its_whole_part_to_the_fakes()
    {
        using var tree = new EditedTree("6.12");
        tree.ChangeFile("drivers/vfio/group.c", text => text + "\nstruct no_such_thing apx_broken;\n");
        var build = Builds.Of(tree.Root);

        Assert.StartsWith("VFIO, mdev and kvm-vfio: assumed (does not compile: drivers/vfio/group.c:", build.Manifest.Subsystems[0].ToText(), StringComparison.Ordinal);
        Assert.False(build.Manifest.Features.HasFlag(DriverFeatures.OwnVfio));
        AssertLives(tree);
    }

    // Shown by no fake: what the tree's type 1 does of a page that stays pinned.
    [KernelTreeFact]
    public void A_page_that_a_refused_AQIC_left_pinned_brings_the_host_down_when_it_is_unmapped()
    {
        using var driver = LoadedDriver.Of("6.12");
        var last = driver.Run(LoadedDriver.Trace(Unmap))[^1];

        Assert.Equal(Outcome.Died, last.Result.Outcome);
        Assert.Contains(last.Faults, fault =>
            fault.Kind == FaultKind.Bug && fault.Function.StartsWith("vfio_dma_do_unmap (vfio_iommu_type1.c:", StringComparison.Ordinal));
        Assert.Contains("MEM-03", last.Violated);
    }

    private static void AssertLives(EditedTree tree)
    {
        using var driver = LoadedDriver.OfTree(tree.Root, tree.Cache);
        var steps = driver.Run(LoadedDriver.Trace(Life));

        Assert.Equal(["0", "0", "0", "0", "0", "rc 00", "0", "0", "0"], steps.Select(step => step.Result.ToString()));
        Assert.All(steps, step => Assert.Empty(step.Faults));
    }
}
