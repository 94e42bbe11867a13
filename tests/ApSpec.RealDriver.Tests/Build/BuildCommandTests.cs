using System.Diagnostics;
using ApSpec.RealDriver.Build;

namespace ApSpec.RealDriver.Tests.Build;

/// <summary>What a user who gives the command something it cannot use reads: place, what was found, what is allowed; exit code 2.</summary>
public sealed class BuildCommandTests : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly MiniTree mini = new();

    public void Dispose()
    {
        folder.Dispose();
        mini.Dispose();
    }

    [Fact]
    public void No_such_tree() =>
        Refused(Build(folder.At("none")), $"apspec: {folder.At("none")}: no such directory; a kernel source tree is needed");

    [Fact]
    public void An_archive_that_is_not_unpacked()
    {
        var archive = folder.Write("linux-6.12.tar.xz", "");

        Refused(Build(archive), $"apspec: {archive}: is an archive; unpack it (tar -xf {archive}) and name the directory");
    }

    [Fact]
    public void A_directory_without_the_driver()
    {
        folder.Write("README", "");

        Refused(Build(folder.Path), $"apspec: {folder.Path}: not a kernel tree with vfio_ap: it lacks {TreeHeaders.Makefile}");
    }

    [Fact]
    public void A_tree_that_was_unpacked_in_part()
    {
        mini.Delete("include/linux/mdev.h");

        Refused(Build(mini.Root), $"apspec: {mini.Root}: not a kernel tree with vfio_ap: it lacks include/linux/mdev.h");
    }

    [Fact]
    public void Check_says_the_same_as_build() => Refused(
        Run("check", "--driver", folder.At("none")), $"apspec: {folder.At("none")}: no such directory; a kernel source tree is needed");

    [Fact]
    public void A_compiler_that_is_not_there() =>
        Refused(Build(mini.Root, "--cc", "nosuch"), "apspec: nosuch: no such compiler", "apt install gcc");

    [GccFact]
    public void A_cache_that_cannot_be_written() =>
        Refused(Build(mini.Root, cache: "file"), $"apspec: {folder.At("file")}/apspec/drivers: a build cannot be written there: ");

    [GccFact]
    public void A_tree_that_does_not_compile()
    {
        mini.Write("drivers/s390/crypto/vfio_ap_ops.c", "#include \"vfio_ap_private.h\"\nint f(void)\n{\n\treturn LIST_IS_ROUND;\n}\n");

        Refused(Build(mini.Root), $"apspec: {mini.Root}: does not compile", "hint: ", "the shim: ", "the whole log: ");
    }

    [GccFact]
    public void Without_a_sandbox_one_line_says_so()
    {
        mini.Write("drivers/s390/crypto/vfio_ap_ops.c", "#error stop\n");

        Refused(Run("driver", "build", "--kernel-tree", mini.Root, "--unsafe"), "apspec: not sandboxed: --unsafe\n", $"apspec: {mini.Root}: does not compile");
    }

    [Fact]
    public void A_flavour_that_does_not_exist() => Refused(Build(mini.Root, "--flavour", "quick"), "'quick'", "'fast'", "'race'", "'asan'");

    [Fact]
    public void No_tree_at_all() => Refused(Run("driver", "build"), "--kernel-tree");

    private static void Refused((int Exit, string Out, string Error) run, params string[] texts)
    {
        Assert.True(run.Exit == 2, $"exit {run.Exit}\n{run.Out}\n{run.Error}");
        Assert.Empty(run.Out);
        Assert.All(texts, text => Assert.Contains(text, run.Error, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ApSpec.", run.Error, StringComparison.Ordinal);
    }

    private (int Exit, string Out, string Error) Build(string tree, params string[] more) => Run(["driver", "build", "--kernel-tree", tree, .. more]);

    private (int Exit, string Out, string Error) Build(string tree, string cache)
    {
        folder.Write(cache, "");
        return Run(folder.At(cache), ["driver", "build", "--kernel-tree", tree]);
    }

    private (int Exit, string Out, string Error) Run(params string[] arguments) => Run(folder.At("cache"), arguments);

    private static (int Exit, string Out, string Error) Run(string cache, string[] arguments)
    {
        var start = new ProcessStartInfo(Builds.Tool.File, [.. Builds.Tool.Arguments, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["XDG_CACHE_HOME"] = cache;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
