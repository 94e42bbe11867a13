using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Confinement;
using ApSpec.RealDriver.Tests.Build;

namespace ApSpec.RealDriver.Tests.Confinement;

/// <summary>Sources that make the compiler do harm: an ordinary error that names file and line.</summary>
[Trait("Kind", "Long")]
public sealed class HostileSourceTests : IDisposable
{
    private const string Ops = "drivers/s390/crypto/vfio_ap_ops.c";
    private readonly TestFolder users = new();
    private readonly TestFolder cache = new();
    private readonly MiniTree tree = new();

    public void Dispose()
    {
        users.Dispose();
        cache.Dispose();
        tree.Dispose();
    }

    [SandboxFact]
    public void A_file_of_the_users_is_not_there_to_include()
    {
        var secret = users.Write("secret", "#error the secret is forty-two\n");

        var error = ErrorOf($"#include \"vfio_ap_private.h\"\n#include \"{secret}\"\n");

        Assert.Contains($"{Ops}:2: {secret}: No such file or directory", error, StringComparison.Ordinal);
        Assert.DoesNotContain("forty-two", error, StringComparison.Ordinal);
    }

    [SandboxFact]
    public void A_file_of_the_users_is_not_there_for_the_assembler()
    {
        var secret = users.Write("secret", "42");

        Assert.Contains($"{Ops}: file not found: {secret}", ErrorOf($"__asm__(\".incbin \\\"{secret}\\\"\");\n"), StringComparison.Ordinal);
    }

    [SandboxTheory]
    [InlineData("#include \"/dev/zero\"\n", ":1: /dev/zero: No such file or directory")]
    [InlineData("__asm__(\".incbin \\\"/dev/zero\\\"\");\n", ": file not found: /dev/zero")]
    [InlineData("#include \"/proc/self/environ\"\n", ":1: /proc/self/environ: No such file or directory")]
    public void A_file_without_end_is_not_there(string source, string error) =>
        Assert.Contains($"{Ops}{error}", ErrorOf(source), StringComparison.Ordinal);

    [SandboxFact]
    public void A_compile_without_end_is_ended_by_its_bound()
    {
        const string source = "#define A(x) x x x x x x x x x x x x x x x x\n#define B(x) A(A(A(A(x))))\nint a[] = { B(B(B(0 +))) 0 };\n";

        var error = ErrorOf(source, Sandbox.Here.WithMemory(256 << 20));

        Assert.Contains($"{Ops}: cc1: out of memory", error, StringComparison.Ordinal);
        Assert.Contains("each process has 256 MB", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("/etc/hostname")]
    public void A_link_that_leads_out_of_the_tree_is_refused(string target)
    {
        tree.Delete(Ops);
        File.CreateSymbolicLink(Path.Combine(tree.Root, Ops), target);

        Assert.Equal($"{tree.Root}: {Ops} is a link that leads out of the tree: {target}", tree.Error());
    }

    private string ErrorOf(string source, Sandbox? sandbox = null)
    {
        tree.Write(Ops, source);
        return Builds.ErrorOf(tree.Root, new BuildOptions(Builds.Tool with { Sandbox = sandbox ?? Sandbox.Here }) { CacheFolder = cache.Path });
    }
}
