using ApSpec.RealDriver.Build;

namespace ApSpec.RealDriver.Tests.Build;

/// <summary>A library is taken from the cache only when nothing that went into it has changed.</summary>
public sealed class BuildKeyTests : IDisposable
{
    private readonly MiniTree mini = new();
    private readonly TestFolder shim = new();

    public BuildKeyTests()
    {
        foreach (var path in Directory.EnumerateFiles(ShimSource.Default, "*", SearchOption.AllDirectories))
            shim.Write(Path.GetRelativePath(ShimSource.Default, path), File.ReadAllText(path));
    }

    public void Dispose()
    {
        mini.Dispose();
        shim.Dispose();
    }

    [GccFact]
    public async Task The_same_input_has_the_same_key_and_each_change_another()
    {
        var first = await Key();
        var keys = new List<string> { first, await Key(Flavour.Race), await Key(Flavour.Asan) };
        mini.Write("Documentation/arch/s390/vfio-ap.rst", "not compiled\n");
        Assert.Equal(first, await Key());

        mini.Write("drivers/s390/crypto/vfio_ap_ops.c", "#include <linux/vfio.h>\n#include \"vfio_ap_private.h\"\n/* changed */\n");
        keys.Add(await Key());
        mini.Write("include/linux/mdev.h", "/* changed */\n");
        keys.Add(await Key());
        File.AppendAllText(shim.At("alloc.c"), "/* changed */\n");
        keys.Add(await Key());
        File.AppendAllText(shim.At("kernel/list.h"), "/* changed */\n");
        keys.Add(await Key());
        File.AppendAllText(shim.At("probes/HAVE_IN_USE.c"), "/* changed */\n");
        keys.Add(await Key());

        Assert.Equal(keys.Count, keys.Distinct().Count());
    }

    private async Task<string> Key(Flavour flavour = Flavour.Fast)
    {
        var (compiler, error) = await Compiler.Find("gcc");
        Assert.Empty(error);
        return DriverBuild.KeyOf(mini.Open(), ShimSource.Open(shim.Path, out _)!, compiler!, FlavourFlags.Of(flavour));
    }
}
