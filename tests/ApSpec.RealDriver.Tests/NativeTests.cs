using ApSpec.RealDriver.Build;

namespace ApSpec.RealDriver.Tests;

/// <summary>The tests of the shim that are C programs: compiled here, run on libraries as users build them.</summary>
public sealed class NativeTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);
    private static readonly string Sources = Path.Combine(AppContext.BaseDirectory, "Native");
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Trait("Kind", "Long")]
    [KernelTreeTheory]
    [InlineData("happy", "6.1")]
    [InlineData("happy", "6.12")]
    [InlineData("cores", "6.1")]
    [InlineData("cores", "6.12")]
    public async Task A_program_finds_nothing_wrong_with_the_fakes(string program, string version)
    {
        using var tree = new EditedTree(version);
        foreach (var part in (string[])["drivers/vfio", "virt", "arch/s390/kvm"])
            Directory.Delete(Path.Combine(tree.Root, part), recursive: true);
        File.Delete(Path.Combine(tree.Root, "drivers/s390/crypto/ap_bus.c"));
        var build = Builds.Of(tree.Root);

        Assert.DoesNotContain(build.Manifest.Subsystems, subsystem => subsystem.IsOwn);
        await Run(program, build.LibraryPath);
    }

    [Trait("Kind", "Long")]
    [KernelTreeTheory]
    [InlineData("6.1", Flavour.Fast)]
    [InlineData("6.12", Flavour.Fast)]
    [InlineData("6.12", Flavour.Race)]
    public async Task Random_calls_break_the_driver_and_never_the_fakes(string version, Flavour flavour) =>
        await Run("smoke", Builds.Of(KernelTrees.Of(version), Builds.Options() with { Flavour = flavour }).LibraryPath, "1");

    [KernelTreeTheory]
    [InlineData("6.1")]
    [InlineData("6.12")]
    public async Task A_world_of_all_queues_is_exact_and_leaves_nothing_behind(string version) =>
        await Run("big", Builds.Of(KernelTrees.Of(version)).LibraryPath);

    [NotifierTreeFact]
    public async Task A_world_of_all_queues_is_exact_and_leaves_nothing_behind_in_5_10() =>
        await Run("big", Builds.Of(KernelTrees.Of(KernelTrees.Notifier)).LibraryPath);

    [GccFact]
    public async Task The_runtime_finds_every_bug_of_a_driver_that_has_them_all()
    {
        var run = await ToolRun.Run(
            "/bin/sh", ["-c", $"SHIM='{ShimSource.Default}' exec sh '{Path.Combine(Sources, "build.sh")}' '{folder.Path}'"], folder.Path, Limit);

        Assert.True(run.IsOk, $"exit {run.Exit}\n{run.Out}\n{run.Error}");
        Assert.Equal(2, run.Out.Split('\n').Count(line => line.EndsWith(" checks, 0 failed", StringComparison.Ordinal)));
    }

    private async Task Run(string program, string library, params string[] arguments)
    {
        var compiled = await ToolRun.Run(
            "gcc", ["-O2", "-g", "-Wall", $"-I{ShimSource.Default}", "-o", folder.At(program), Path.Combine(Sources, $"{program}.c"), "-ldl"], folder.Path, Limit);
        Assert.True(compiled.IsOk, compiled.Error);
        var run = await ToolRun.Run(folder.At(program), [library, .. arguments], folder.Path, Limit);
        Assert.True(run.IsOk, $"exit {run.Exit}\n{run.Out}\n{run.Error}");
    }
}
