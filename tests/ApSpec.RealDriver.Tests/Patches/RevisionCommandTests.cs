using System.Diagnostics;
using ApSpec.RealDriver.Build;

namespace ApSpec.RealDriver.Tests.Patches;

/// <summary>A revision of a tree as users name it on the command line.</summary>
public sealed class RevisionCommandTests : IDisposable
{
    private readonly TestRepository made = new();

    public void Dispose() => made.Dispose();

    [KernelTreeFact]
    public void A_revision_is_compiled_and_named_as_the_user_wrote_it_whatever_lies_in_the_work_tree()
    {
        KernelTrees.CopyTo("6.12", made.Root);
        made.Commit("as released");
        made.Git("tag", "v6.12");
        made.Write(TreeHeaders.Private, "#error not this one\n");
        var named = Run("check", "--driver", $"{made.Root}@v6.12");
        var chosen = Run("check", "--driver", made.Root, "--rev", "v6.12");

        Assert.Equal((0, 0), (named.Exit, chosen.Exit));
        Assert.Contains($"{made.Root}@v6.12", named.Text.ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(named.Text, chosen.Text);
        Assert.Contains("does not compile", Run("check", "--driver", made.Root).Text, StringComparison.Ordinal);
    }

    private (int Exit, string Text) Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(Builds.Tool.File, [.. Builds.Tool.Arguments, .. arguments, "--traces", "5", "--rule", "KVM-03", "--scope", "mdevs=1 kvms=1"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["XDG_CACHE_HOME"] = made.At("cache");
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }
}
