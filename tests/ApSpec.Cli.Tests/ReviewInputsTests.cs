using ApSpec.RealDriver.Confinement;

namespace ApSpec.Cli.Tests;

/// <summary>What a command line asks to have reviewed, where it is no good; the forms themselves have tests beside the trees they make.</summary>
public sealed class ReviewInputsTests : IDisposable
{
    private readonly CommandFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_of_patches_that_is_not_there_is_named() =>
        Assert.StartsWith(At("none.mbox") + ": cannot be read", ErrorOf(At("none.mbox")), StringComparison.Ordinal);

    [Fact]
    public void A_file_without_a_patch_is_named()
    {
        folder.Write("empty.mbox", "");

        Assert.StartsWith(At("empty.mbox") + ": 1 message, none with a diff of its own", ErrorOf(At("empty.mbox")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_device_without_an_end_is_not_read_to_its_end() =>
        Assert.Equal("/dev/zero: more than 10,000,000 bytes; a file of patches has at most 10,000,000", ErrorOf("/dev/zero"));

    [Fact]
    public void Standard_input_is_read_once() => Assert.Equal("--patch -: standard input is read once", ErrorOf("-", "-"));

    [Fact]
    public void A_tree_that_is_not_there_is_named_before_a_patch_is_applied()
    {
        folder.Write("p.diff", "--- a/drivers/vfio/vfio.c\n+++ b/drivers/vfio/vfio.c\n@@ -1 +1 @@\n-a\n+b\n");

        Assert.Equal($"{At("tree")}: no such directory; a kernel source tree is needed", ErrorOf(At("p.diff")));
    }

    private string At(string name) => Path.Combine(folder.Folder, name);

    private string ErrorOf(params string[] patches) => Assert.Throws<InputException>(
        () => ReviewInputs.Read(null, At("tree"), null, null, patches, Sandbox.Unsafe)).Message;
}
