using ApSpec.RealDriver.Build;

namespace ApSpec.RealDriver.Tests.Build;

public sealed class CompileFailureTests
{
    private const string Ops = "drivers/s390/crypto/vfio_ap_ops.c";
    private static readonly ShimSource Shim = ShimSource.Open(ShimSource.Default, out _)!;

    [Theory]
    [InlineData("error: implicit declaration of function 'list_frobnicate' [-Werror=implicit-function-declaration]", "list_frobnicate", "kernel/list.h")]
    [InlineData("error: unknown type name 'rwsem_t'", "rwsem_t", "kernel/lock.h")]
    [InlineData("error: 'GISA_NONE' undeclared (first use in this function)", "GISA_NONE", "kernel/kvm.h")]
    [InlineData("error: 'struct kvm' has no member named 'plane'", "plane", "kernel/kvm.h")]
    [InlineData("error: invalid use of undefined type 'struct vfio_iova'", "struct vfio_iova", "kernel/vfio.h")]
    [InlineData("error: 'ENOSUCHTHING' undeclared (first use in this function)", "ENOSUCHTHING", "kernel/types.h")]
    public void A_missing_name_is_told_with_the_header_of_its_topic(string error, string symbol, string header)
    {
        var failure = CompileFailure.Parse($"tree/{Ops}: In function 'f':\ntree/{Ops}:12:5: {error}\n   12 | x\n");

        Assert.Equal($"{Ops}:12", failure.Place);
        Assert.Equal(symbol, failure.Symbol);
        Assert.Contains(header, SymbolHints.Find(failure, Shim), StringComparison.Ordinal);
        Assert.Contains(Shim.Files, file => file.Path == header);
    }

    [Fact]
    public void The_first_error_is_told_and_not_a_later_one()
    {
        var failure = CompileFailure.Parse($"tree/{Ops}:3:1: error: expected ';'\ntree/{Ops}:1:1: error: unknown type name 'u3'\n");

        Assert.Equal($"{Ops}:3", failure.Place);
        Assert.Equal("expected ';'", failure.Message);
        Assert.Null(failure.Symbol);
        Assert.Null(SymbolHints.Find(failure, Shim));
    }

    [Fact]
    public void An_error_in_a_macro_of_the_shim_leads_to_its_use_in_the_tree()
    {
        var failure = CompileFailure.Parse($"""
            ./shim/kernel/lock.h:40:9: error: 'struct ap_matrix_dev' has no member named 'lock'
            tree/{Ops}:77:2: note: in expansion of macro 'mutex_lock'
            """);

        Assert.Equal("Shim/kernel/lock.h:40", failure.Place);
        Assert.Equal($"{Ops}:77", failure.UsedAt);
        Assert.Contains("probes/", SymbolHints.Find(failure, Shim), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/usr/bin/ld: obj/01-vfio_ap_ops.o: in function `f':\n./tree/drivers/s390/crypto/vfio_ap_ops.c:9: undefined reference to `kvm_put_plane'\ncollect2: error: ld returned 1 exit status\n", "drivers/s390/crypto/vfio_ap_ops.c:9")]
    [InlineData("/usr/bin/ld: obj/01-vfio_ap_ops.o:(.data.rel+0x10): undefined reference to `kvm_put_plane'\n", "obj/01-vfio_ap_ops.o")]
    public void What_the_linker_misses_is_told(string output, string place)
    {
        var failure = CompileFailure.Parse(output);

        Assert.Equal(place, failure.Place);
        Assert.Equal("undefined reference to 'kvm_put_plane'", failure.Message);
        Assert.Equal("kvm_put_plane", failure.Symbol);
    }

    [Fact]
    public void A_driver_of_the_notifier_era_is_told_as_such()
    {
        var failure = CompileFailure.Parse($"tree/{Ops}:3:1: error: implicit declaration of function 'vfio_register_notifier'\n");

        Assert.Contains("notifier era", SymbolHints.Find(failure, Shim), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("shim/image.c:6:10: fatal error: elf.h: No such file or directory\n", "libc6-dev")]
    [InlineData("gcc: fatal error: cannot execute 'as': execvp: No such file or directory\ncompilation terminated.\n", "binutils")]
    [InlineData("collect2: fatal error: cannot find 'ld'\n", "binutils")]
    public void A_part_of_the_compiler_that_is_missing_is_told_with_its_package(string output, string package) =>
        Assert.Contains(package, SymbolHints.Find(CompileFailure.Parse(output), Shim), StringComparison.Ordinal);
}
