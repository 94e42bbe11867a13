using System.Diagnostics;
using ApSpec.RealDriver.Build;

namespace ApSpec.RealDriver.Tests.Build;

public sealed class KvmSourcesTests : IDisposable
{
    private const string Pqap = "static int handle_pqap(struct kvm_vcpu *vcpu)\n{\n}\n";

    private const string Functions = """
        handle_pqap arch/s390/kvm/priv.c
        kvm_arch_crypto_set_masks arch/s390/kvm/kvm-s390.c
        kvm_arch_crypto_clear_masks arch/s390/kvm/kvm-s390.c
        kvm_s390_gisc_register arch/s390/kvm/interrupt.c
        kvm_s390_gisc_unregister arch/s390/kvm/interrupt.c
        kvm_s390_gisa_init arch/s390/kvm/interrupt.c
        kvm_s390_gisa_destroy arch/s390/kvm/interrupt.c

        """;

    private const string Hva = "kvm_is_error_hva arch/s390/include/asm/kvm_host.h\n";
    private readonly MiniTree mini = new();

    public void Dispose() => mini.Dispose();

    [Fact]
    public void A_tree_without_KVM_has_none_of_its_functions()
    {
        var kvm = mini.Open().Kvm;

        Assert.All(kvm.Wanted, function => Assert.Null(kvm.Function(function.Name)));
        Assert.Empty(kvm.Types);
        Assert.Empty(kvm.Used);
        Assert.Equal("the tree has no struct kvm_s390_apcb0", kvm.Lacking);
    }

    [Theory]
    [InlineData("arch/s390/kvm/priv.c")]
    [InlineData("arch/s390/kvm/s390/priv.c")]
    [InlineData("virt/kvm/x.h")]
    [InlineData("arch/s390/include/asm/kvm_host_s390.h")]
    [InlineData("include/linux/kvm_host.h")]
    public void A_function_is_found_wherever_KVM_has_it(string path)
    {
        mini.Write(path, $"#include <x.h>\n{Pqap}");
        var tree = mini.Open();

        Assert.Equal($"{path}:2", tree.Kvm.Function("handle_pqap")?.Place);
        Assert.Contains(path, tree.Files.Select(file => file.Path));
    }

    [Theory]
    [InlineData("drivers/s390/crypto/vfio_ap_ops.c")]
    [InlineData("arch/s390/kvm/.priv.c")]
    [InlineData("arch/s390/kvm/a/b/c/d/e/f/priv.c")]
    [InlineData("arch/s390/kvm/priv.c.orig")]
    [InlineData("arch/s390/include/asm/other.h")]
    public void A_function_of_that_name_elsewhere_is_another(string path)
    {
        mini.Write(path, Pqap);

        Assert.Null(mini.Open().Kvm.Function("handle_pqap"));
    }

    [Fact]
    public void What_the_driver_does_not_ask_for_is_nothing_to_it()
    {
        Assert.DoesNotContain("kvm_is_error_hva", mini.Open().Kvm.Wanted.Select(function => function.Name));

        mini.Write("drivers/s390/crypto/vfio_ap_ops.c", "int f(void)\n{\n\treturn kvm_is_error_hva(1);\n}\n");

        Assert.Contains("kvm_is_error_hva", mini.Open().Kvm.Wanted.Select(function => function.Name));
    }

    [Fact]
    public void The_sources_of_a_function_name_the_driver_too()
    {
        mini.Write("arch/s390/kvm/priv.c", Pqap);
        var before = mini.Open().SourcesHash;
        mini.Write("arch/s390/kvm/priv.c", $"\n{Pqap}");

        Assert.NotEqual(before, mini.Open().SourcesHash);
    }

    [Fact]
    public void Too_many_files_are_refused()
    {
        for (var i = 0; i <= 300; i++)
            mini.Write($"arch/s390/kvm/{i}.c", "");

        Assert.Equal($"{mini.Root}: arch/s390/kvm has more than 300 C files", mini.Error());
    }

    [Fact]
    public void A_link_out_of_the_tree_is_refused()
    {
        using var other = new TestFolder();
        other.Write("priv.c", Pqap);
        mini.Write("arch/s390/kvm/x.c", "");
        File.CreateSymbolicLink(Path.Combine(mini.Root, "arch/s390/kvm/priv.c"), other.At("priv.c"));

        Assert.StartsWith($"{mini.Root}: arch/s390/kvm/priv.c is a link that leads out of the tree: ", mini.Error(), StringComparison.Ordinal);
    }

    // Neither is waited for: a pipe that nobody writes to, a folder that is its own parent.
    [Fact]
    public void A_pipe_and_a_circle_of_folders_are_passed_over()
    {
        mini.Write("arch/s390/kvm/x.c", Pqap);
        using (var made = Process.Start("mkfifo", [Path.Combine(mini.Root, "arch/s390/kvm/priv.c")]))
            made.WaitForExit();
        Directory.CreateSymbolicLink(Path.Combine(mini.Root, "arch/s390/kvm/a"), Path.Combine(mini.Root, "arch/s390/kvm"));

        Assert.Equal("arch/s390/kvm/x.c:1", mini.Open().Kvm.Function("handle_pqap")?.Place);
    }

    [VersionFact("5.10")]
    public void The_functions_of_5_10() => Assert.Equal(Functions, Found("5.10"));

    [VersionFact("6.1")]
    public void The_functions_of_6_1() => Assert.Equal(Functions + Hva, Found("6.1"));

    [VersionFact("6.12")]
    public void The_functions_of_6_12() => Assert.Equal(Functions + Hva, Found("6.12"));

    private static string Found(string version)
    {
        var kvm = KernelTree.Open(KernelTrees.Of(version), out var error)?.Kvm ?? throw new InvalidOperationException(error);
        Assert.Null(kvm.Lacking);
        return string.Concat(kvm.Wanted.Select(function => $"{function.Name} {kvm.Function(function.Name)?.Path}\n"));
    }
}
