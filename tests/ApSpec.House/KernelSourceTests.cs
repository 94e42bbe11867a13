namespace ApSpec.House;

/// <summary>A kernel of another suite: there, gone, or out of reach.</summary>
public sealed class KernelSourceTests : IDisposable
{
    private const string Script = ".ci/kernel-source";
    private const string Archive = "apspec/trees/linux-source-5.10.tar.xz";

    private readonly ScriptSandbox sandbox = new(Script);

    public KernelSourceTests()
    {
        sandbox.Write(".ci/debian.sh", RepoTree.Text(".ci/debian.sh"));
        sandbox.StandIn("dpkg-deb", "echo a-package\n");
        sandbox.StandIn("tar", "cat\n");
        AptGet(update: "exit 0");
        sandbox.StandIn("apt-cache", "echo Version: 5.10.1-1\n");
    }

    public void Dispose() => sandbox.Dispose();

    [Fact]
    public async Task It_is_fetched_once()
    {
        Assert.Equal((0, sandbox.Full($"cache/{Archive}")), await Run());
        Assert.Equal("a-package\n", await File.ReadAllTextAsync(sandbox.Full($"cache/{Archive}")));

        AptGet(update: "exit 100");
        Assert.Equal((0, sandbox.Full($"cache/{Archive}")), await Run());
    }

    [Theory]
    [InlineData("echo 'E: The repository of that suite does not have a Release file.'; exit 100", 3)]
    [InlineData("echo 'E: could not connect'; exit 100", 1)]
    public async Task A_suite_that_is_gone_is_told_from_a_mirror_that_does_not_answer(string update, int exitCode)
    {
        AptGet(update);

        Assert.Equal((exitCode, ""), await Run());
        Assert.False(File.Exists(sandbox.Full($"cache/{Archive}")));
    }

    [Fact]
    public async Task A_suite_without_the_package_is_told()
    {
        sandbox.StandIn("apt-cache", "exit 100\n");

        Assert.Equal((3, ""), await Run());
    }

    [Fact]
    public async Task A_fetch_that_breaks_off_leaves_no_archive()
    {
        AptGet(update: "exit 0", download: "echo 'E: broke off'; exit 100");

        Assert.Equal((1, ""), await Run());
        Assert.False(File.Exists(sandbox.Full($"cache/{Archive}")));
    }

    [Fact]
    public async Task An_unknown_version_is_refused()
    {
        var (exit, _, error) = await sandbox.Run(Script, "4.1");

        Assert.Equal((1, "kernel-source: unknown version '4.1'; known: 5.10"), (exit, error.Trim()));
    }

    private void AptGet(string update, string download = "exit 0") => sandbox.StandIn("apt-get", $$"""
        for word in "$@"; do
            case $word in
                indextargets) echo a-mirror; exit ;;
                update) {{update}} ;;
                download) {{download}} ;;
            esac
        done
        """);

    private async Task<(int Exit, string Output)> Run()
    {
        sandbox.Write("run", $"#!/bin/sh\nXDG_CACHE_HOME='{sandbox.Full("cache")}' exec '{sandbox.Full(Script)}' 5.10\n", executable: true);
        var (exit, output, _) = await sandbox.Run("run");
        return (exit, output.Trim());
    }
}
