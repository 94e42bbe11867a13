using ApSpec.RealDriver.Build;

namespace ApSpec.RealDriver.Tests.Build;

public sealed class KernelMakefileTests
{
    [Theory]
    [InlineData("vfio_ap-objs := vfio_ap_drv.o vfio_ap_ops.o\n")]
    [InlineData("vfio_ap-objs := vfio_ap_drv.o \\\n\tvfio_ap_ops.o\n")]
    [InlineData("vfio_ap-objs := vfio_ap_drv.o\nvfio_ap-objs += vfio_ap_ops.o # the rest\n")]
    [InlineData("vfio_ap-y := vfio_ap_drv.o\nvfio_ap-y += vfio_ap_ops.o vfio_ap_drv.o\n")]
    [InlineData("vfio_ap-objs := old.o\nvfio_ap-objs := vfio_ap_drv.o vfio_ap_ops.o\n")]
    [InlineData("# vfio_ap-objs := no.o\nap-objs := ap_bus.o\nobj-$(CONFIG_VFIO_AP) += vfio_ap.o\nvfio_ap-objs=vfio_ap_drv.o vfio_ap_ops.o")]
    public void Objects_of_the_module_are_read(string text)
    {
        var (objects, conditional) = KernelMakefile.ObjectsOf(text, "vfio_ap");

        Assert.Equal("vfio_ap_drv vfio_ap_ops", string.Join(' ', objects));
        Assert.Empty(conditional);
    }

    [Fact]
    public void Objects_of_a_configuration_are_told_apart()
    {
        var (objects, conditional) = KernelMakefile.ObjectsOf(
            "vfio_ap-objs := vfio_ap_ops.o\nvfio_ap-$(CONFIG_DEBUG_FS) += vfio_ap_debugfs.o vfio_ap_ops.o\n", "vfio_ap");

        Assert.Equal("vfio_ap_ops", string.Join(' ', objects));
        Assert.Equal("vfio_ap_debugfs", string.Join(' ', conditional));
    }

    [Theory]
    [InlineData("VERSION = 6\nPATCHLEVEL = 12\nSUBLEVEL = 117\nEXTRAVERSION =\nNAME = Fish\n", "6.12.117")]
    [InlineData("VERSION = 6\nPATCHLEVEL = 17\nSUBLEVEL = 0\nEXTRAVERSION = -rc4\n", "6.17.0-rc4")]
    [InlineData("VERSION = 6\nPATCHLEVEL = 12\n", "6.12")]
    [InlineData("all: program\n", null)]
    public void The_version_is_that_of_the_top_Makefile(string text, string? version) =>
        Assert.Equal(version, KernelMakefile.VersionOf(text));
}
