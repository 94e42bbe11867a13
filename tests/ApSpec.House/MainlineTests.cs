using System.Security.Cryptography;
using System.Text;

namespace ApSpec.House;

/// <summary>What Debian does to a kernel is news; what we do to a kernel that was fine is a failure.</summary>
public sealed class MainlineTests : IDisposable
{
    private const string Script = ".ci/mainline";

    private static readonly string[] Driver =
    [
        "drivers/s390/crypto/vfio_ap_ops.c", "drivers/s390/crypto/vfio_ap_drv.c", "drivers/s390/crypto/vfio_ap_private.h",
        "drivers/s390/crypto/ap_bus.h", "arch/s390/include/asm/ap.h", "include/linux/mdev.h", "include/linux/vfio.h",
        "include/uapi/linux/vfio.h",
    ];

    private readonly ScriptSandbox sandbox = new(Script);

    public MainlineTests()
    {
        foreach (var path in Driver)
            sandbox.Write($"tree/{path}", path);
        sandbox.Write(".ci/mainline.known", "# none\n");
        sandbox.Write(".ci/debian.sh", RepoTree.Text(".ci/debian.sh"));
    }

    public void Dispose() => sandbox.Dispose();

    [Fact]
    public async Task A_tree_that_compiles_runs_and_agrees_is_fine()
    {
        var (exit, output) = await Run(build: 0, check: 1, lockstep: 0);

        Assert.Equal(0, exit);
        Assert.Contains("news: this driver is not known here", output, StringComparison.Ordinal);
        Assert.DoesNotContain("FAILED", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, 1, 0)]
    [InlineData(0, 2, 0)]
    [InlineData(0, 4, 0)]
    [InlineData(0, 1, 1)]
    public async Task What_goes_wrong_with_a_tree_that_moved_on_is_news(int build, int check, int lockstep)
    {
        var (exit, output) = await Run(build, check, lockstep);

        Assert.Equal(0, exit);
        Assert.Contains("exit code", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, 1, 0)]
    [InlineData(0, 4, 0)]
    [InlineData(0, 1, 1)]
    public async Task What_goes_wrong_with_a_known_tree_fails(int build, int check, int lockstep)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(Driver))))[..16];
        sandbox.Write(".ci/mainline.known", $"{hash} a tree that was tried\n");
        var (exit, output) = await Run(build, check, lockstep);

        Assert.Equal(1, exit);
        Assert.Contains($"known: {hash} a tree that was tried", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_internal_error_fails_whatever_the_tree() => Assert.Equal(1, (await Run(build: 0, check: 3, lockstep: 0)).Exit);

    [Fact]
    public async Task Without_a_mirror_or_a_suite_there_is_news_and_no_failure()
    {
        sandbox.StandIn("apt-get", "exit 1\n");
        sandbox.StandIn("apt-cache", "exit 1\n");
        var (exit, output, _) = await sandbox.Run(Script);
        Assert.Equal((0, "news: apt has no Debian mirror here"), (exit, output.Trim()));

        sandbox.StandIn("apt-get", "case $1 in indextargets) echo a-mirror ;; *) echo gone; exit 100 ;; esac\n");
        (exit, output, var error) = await sandbox.Run(Script);
        Assert.Equal((0, "news: no suite has a package linux-source-N.N"), (exit, output.Trim()));
        Assert.Contains("news: suite sid cannot be had: gone", error, StringComparison.Ordinal);
    }

    private async Task<(int Exit, string Output)> Run(int build, int check, int lockstep)
    {
        sandbox.Write("apspec", $"#!/bin/sh\ncase $1 in driver) exit {build} ;; check) exit {check} ;; *) exit {lockstep} ;; esac\n", executable: true);
        var (exit, output, error) = await sandbox.Run(Script, sandbox.Full("tree"));
        return (exit, output + error);
    }
}
