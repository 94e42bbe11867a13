using ApSpec.RealDriver.Build;

namespace ApSpec.RealDriver.Tests.Build;

public sealed class KernelTreeTests : IDisposable
{
    private readonly MiniTree mini = new();

    public void Dispose() => mini.Dispose();

    [Fact]
    public void A_tree_tells_its_version_its_objects_and_every_file_that_is_compiled()
    {
        var tree = mini.Open();

        Assert.Equal("6.99.3-test", tree.Version);
        Assert.Equal("drivers/s390/crypto/vfio_ap_drv.c drivers/s390/crypto/vfio_ap_ops.c", string.Join(' ', tree.Objects));
        Assert.Equal(TreeHeaders.Needed.Concat(tree.Objects).Order(StringComparer.Ordinal), tree.Files.Select(file => file.Path));
        Assert.Equal(2, tree.Files.Single(file => file.Path.EndsWith("vfio_ap_ops.c", StringComparison.Ordinal)).Lines);
    }

    [Fact]
    public void The_hash_is_of_the_compiled_files_wherever_they_lie_and_of_nothing_else()
    {
        using var twin = new MiniTree();
        twin.Write("Makefile", "VERSION = 7\nPATCHLEVEL = 0\n");
        twin.Write("drivers/s390/crypto/ap_bus.c", "not compiled\n");
        Assert.Equal(mini.Open().SourcesHash, twin.Open().SourcesHash);

        twin.Write("drivers/s390/crypto/vfio_ap_ops.c", "#include <linux/vfio.h>\n#include \"vfio_ap_private.h\"\n\n");
        Assert.NotEqual(mini.Open().SourcesHash, twin.Open().SourcesHash);
    }

    [Fact]
    public void A_new_C_file_and_a_new_header_of_a_patch_are_compiled_and_hashed()
    {
        mini.Write(TreeHeaders.Makefile, "vfio_ap-objs := vfio_ap_drv.o vfio_ap_ops.o vfio_ap_migration.o\n");
        mini.Write("drivers/s390/crypto/vfio_ap_migration.c", "#include \"vfio_ap_migration.h\"\n");
        mini.Write("drivers/s390/crypto/vfio_ap_migration.h", "#include \"vfio_ap_states.h\"\n");
        mini.Write("drivers/s390/crypto/vfio_ap_states.h", "\n");
        var tree = mini.Open();

        Assert.Contains("drivers/s390/crypto/vfio_ap_migration.c", tree.Objects);
        Assert.Contains(tree.Files, file => file.Path == "drivers/s390/crypto/vfio_ap_states.h");
    }

    [Fact]
    public void A_tree_needs_what_its_own_files_include_and_no_more()
    {
        var without = mini.Open();
        Assert.DoesNotContain(without.Files, file => file.Path.EndsWith("/vfio_ap_debug.h", StringComparison.Ordinal));
        Assert.DoesNotContain(without.Files, file => file.Path.EndsWith("/isc.h", StringComparison.Ordinal));

        mini.Write("drivers/s390/crypto/vfio_ap_debug.h", "#include <asm/isc.h>\n");
        mini.Write("arch/s390/include/asm/isc.h", "\n");
        mini.Write("drivers/s390/crypto/vfio_ap_ops.c", "#include \"vfio_ap_debug.h\"\n");
        var with = mini.Open();
        Assert.Contains(with.Files, file => file.Path == "drivers/s390/crypto/vfio_ap_debug.h");
        Assert.Contains(with.Files, file => file.Path == "arch/s390/include/asm/isc.h");
    }

    [Fact]
    public void An_object_without_its_C_file_is_missed()
    {
        mini.Delete("drivers/s390/crypto/vfio_ap_ops.c");

        Assert.Contains("it lacks drivers/s390/crypto/vfio_ap_ops.c", mini.Error(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_needed_file_that_is_missing_is_named()
    {
        mini.Delete("include/linux/mdev.h");
        mini.Delete("arch/s390/include/asm/ap.h");
        var error = mini.Error();

        Assert.StartsWith($"{mini.Root}: not a kernel tree with vfio_ap", error, StringComparison.Ordinal);
        Assert.Contains("include/linux/mdev.h", error, StringComparison.Ordinal);
        Assert.Contains("arch/s390/include/asm/ap.h", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tree_without_the_driver_says_so()
    {
        mini.Write(TreeHeaders.Makefile, "ap-objs := ap_bus.o\n");

        Assert.Contains("drivers/s390/crypto/Makefile has no vfio_ap-objs", mini.Error(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_object_outside_the_tree_is_missed_and_not_read()
    {
        mini.Write(TreeHeaders.Makefile, "vfio_ap-objs := ../../../../vfio_ap.o\n");

        Assert.Contains("it lacks drivers/s390/crypto/../../../../vfio_ap.c", mini.Error(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_named_with_the_reason()
    {
        mini.Delete("include/linux/vfio.h");
        Directory.CreateDirectory(Path.Combine(mini.Root, "include/linux/vfio.h"));

        Assert.Contains("include/linux/vfio.h is a directory", mini.Error(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pipe_in_place_of_a_file_is_not_waited_for()
    {
        mini.Delete("drivers/s390/crypto/vfio_ap_ops.c");
        using (var made = System.Diagnostics.Process.Start("mkfifo", [Path.Combine(mini.Root, "drivers/s390/crypto/vfio_ap_ops.c")]))
            made.WaitForExit();

        Assert.Equal(0, mini.Open().Files.Single(file => file.Path.EndsWith("vfio_ap_ops.c", StringComparison.Ordinal)).Lines);
    }

    [Fact]
    public void A_directory_above_or_below_the_tree_leads_to_it()
    {
        Assert.Null(KernelTree.Open(Path.Combine(mini.Root, "drivers/s390"), out var error));
        Assert.EndsWith($"did you mean {mini.Root}?", error, StringComparison.Ordinal);

        using var folder = new TestFolder();
        foreach (var path in Directory.EnumerateFiles(mini.Root, "*", SearchOption.AllDirectories))
            folder.Write(Path.Combine("linux", Path.GetRelativePath(mini.Root, path)), File.ReadAllText(path));
        Assert.Null(KernelTree.Open(folder.Path, out error));
        Assert.EndsWith($"did you mean {folder.At("linux")}?", error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_directory_is_refused()
    {
        using var folder = new TestFolder();
        var tarball = folder.Write("linux-6.12.tar.xz", "");
        var file = folder.Write("notes", "");

        Assert.Null(KernelTree.Open(folder.At("none"), out var error));
        Assert.Equal($"{folder.At("none")}: no such directory; a kernel source tree is needed", error);
        Assert.Null(KernelTree.Open(tarball, out error));
        Assert.Equal($"{tarball}: is an archive; unpack it (tar -xf {tarball}) and name the directory", error);
        Assert.Null(KernelTree.Open(file, out error));
        Assert.Equal($"{file}: is a file; the directory of a kernel source tree is needed", error);
        Assert.Null(KernelTree.Open("", out error));
        Assert.Equal("no kernel tree is named; a directory is needed", error);
    }
}
