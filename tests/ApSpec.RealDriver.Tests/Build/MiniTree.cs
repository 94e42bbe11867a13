using ApSpec.RealDriver.Build;

namespace ApSpec.RealDriver.Tests.Build;

/// <summary>A directory that has every file a kernel tree must have, with hardly anything in them.</summary>
internal sealed class MiniTree : IDisposable
{
    private readonly TestFolder folder = new();

    public MiniTree()
    {
        Write("Makefile", "VERSION = 6\nPATCHLEVEL = 99\nSUBLEVEL = 3\nEXTRAVERSION = -test\n");
        Write(TreeHeaders.Makefile, "vfio_ap-objs := vfio_ap_drv.o vfio_ap_ops.o\nobj-$(CONFIG_VFIO_AP) += vfio_ap.o\n");
        foreach (var path in TreeHeaders.Needed)
            Write(path, "#include <linux/types.h>\n");
        Write("drivers/s390/crypto/vfio_ap_drv.c", "#include <linux/module.h>\n#include \"vfio_ap_private.h\"\n");
        Write("drivers/s390/crypto/vfio_ap_ops.c", "#include <linux/vfio.h>\n#include \"vfio_ap_private.h\"\n");
    }

    public string Root => folder.Path;

    public void Write(string path, string text) => folder.Write(path, text);

    public void Delete(string path) => File.Delete(folder.At(path));

    public KernelTree Open()
    {
        var tree = KernelTree.Open(Root, out var error);
        Assert.True(tree is not null, error);
        return tree;
    }

    public string Error()
    {
        Assert.Null(KernelTree.Open(Root, out var error));
        return error;
    }

    public void Dispose() => folder.Dispose();
}
