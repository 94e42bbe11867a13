using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Patches;

namespace ApSpec.RealDriver.Tests.Patches;

public sealed class TreeCopyTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [KernelTreeTheory]
    [InlineData("6.1")]
    [InlineData("6.12")]
    public void A_copy_has_all_that_a_build_reads(string version)
    {
        var tree = KernelTrees.Of(version);
        Assert.Empty(TreeCopy.Make(tree, "tree", folder.At("copy"), []));

        Assert.Equal(Opened(tree).Files.ToArray(), Opened(folder.At("copy")).Files.ToArray());
        Assert.Equal(Opened(tree).Version, Opened(folder.At("copy")).Version);
        Assert.Equal(CoreProbes.Read(tree).ToArray(), CoreProbes.Read(folder.At("copy")).ToArray());
    }

    [Fact]
    public void A_copy_has_no_more_than_that_and_what_is_asked_for()
    {
        using var mini = new Build.MiniTree();
        mini.Write("README", "a file\n");
        mini.Write("drivers/s390/crypto/notes.txt", "a file\n");
        mini.Write("drivers/s390/crypto/Kconfig", "a file\n");
        Assert.Empty(TreeCopy.Make(mini.Root, "tree", folder.At("copy"), ["drivers/s390/crypto/Kconfig", "none"]));

        var expected = mini.Open().Files.Select(file => file.Path).Concat(["Makefile", "drivers/s390/crypto/Kconfig", TreeHeaders.Makefile]);
        Assert.Equal(expected.Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(folder.At("copy"), "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder.At("copy"), path)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_link_out_of_the_tree_is_refused()
    {
        using var mini = new Build.MiniTree();
        File.CreateSymbolicLink(Path.Combine(mini.Root, "drivers/s390/crypto/other.h"), folder.Write("secret", "a secret\n"));

        Assert.Contains("other.h is a link that leads out of the tree", TreeCopy.Make(mini.Root, "tree", folder.At("copy"), []), StringComparison.Ordinal);
    }

    private static KernelTree Opened(string path) => KernelTree.Open(path, out var error) ?? throw new InvalidOperationException(error);
}
