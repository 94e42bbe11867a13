using System.Reflection;
using System.Text.RegularExpressions;
using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Kernel;

namespace ApSpec.Cli.Tests;

/// <summary>What is printed of models names the kernel's functions: nobody who reads it knows the methods they are written in.</summary>
public sealed class KernelNamesTests : IDisposable
{
    private static readonly string[] Small = ["--traces", "10", "--states", "20"];

    private static readonly HashSet<string> Methods =
    [
        .. Catalog.All.SelectMany(revision => revision.Type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(method => method.GetCustomAttribute<KernelFunctionAttribute>() is not null).Select(method => method.Name),
    ];

    private readonly CommandFolder command = new();

    public void Dispose() => command.Dispose();

    [Theory]
    [InlineData(1, "check", "-r", "v5.11", "--full")]
    [InlineData(1, "check", "-r", "v6.12", "--format", "jsonl")]
    [InlineData(0, "mutate", "-r", "v5.11", "--scope", "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq")]
    [InlineData(0, "mutate", "-r", "v5.11", "--scope", "mdevs=1 kvms=1 adapters=05 domains=0006 features=none", "--format", "jsonl")]
    public void No_method_of_a_model_is_named(int exit, params string[] arguments)
    {
        var output = command.Run(exit, [.. arguments, .. Small]).Output;

        Assert.Contains("vfio_ap_mdev_", output, StringComparison.Ordinal);
        Assert.DoesNotContain(KernelNames.NoFunction, output, StringComparison.Ordinal);
        Assert.Empty(Regex.Matches(output, @"\b[A-Z][a-z]+(?:[A-Z][a-z]+)*\b").Select(match => match.Value).Where(Methods.Contains).Distinct());
    }

    [Fact]
    public void A_function_of_the_kernel_keeps_its_name()
    {
        var name = KernelNames.Of(Catalog.Find("v5.11")!);

        Assert.Equal("vfio_ap_mdev_set_kvm", name("SetKvm"));
        Assert.Equal("kvm_destroy_vm", name("DestroyVm"));
        Assert.Equal("vfio_ap_mdev_set_kvm", name("vfio_ap_mdev_set_kvm"));
        Assert.Equal("PQAP(AQIC)", name("PQAP(AQIC)"));
        Assert.Equal(KernelNames.NoFunction, name("Helper"));
    }
}
