using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Native;

namespace ApSpec.RealDriver.Tests.Build;

public sealed class DriverBuildTests : IDisposable
{
    private const DriverFeatures Both = DriverFeatures.Shadow | DriverFeatures.AddMasks | DriverFeatures.QueueTable | DriverFeatures.InUse
        | DriverFeatures.ConfigChanged | DriverFeatures.ScanComplete | DriverFeatures.DmaUnmap | DriverFeatures.GuestMatrix
        | DriverFeatures.HookSemaphore | DriverFeatures.TwoLocks | DriverFeatures.OpenCount | DriverFeatures.OwnVfio | DriverFeatures.OwnBus;

    private const DriverFeatures Newer = DriverFeatures.Request | DriverFeatures.RequestIrq | DriverFeatures.ApConfig | DriverFeatures.ResetWork;

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [KernelTreeTheory]
    [InlineData("6.1", Flavour.Fast, Both)]
    [InlineData("6.1", Flavour.Race, Both)]
    [InlineData("6.12", Flavour.Fast, Both | Newer)]
    [InlineData("6.12", Flavour.Race, Both | Newer)]
    public void A_known_tree_compiles_and_its_library_passes_every_check(string version, Flavour flavour, DriverFeatures features)
    {
        var build = Builds.Of(KernelTrees.Of(version), Builds.Options() with { Flavour = flavour });

        Assert.Empty(SelfTests.FailedWithWhatIsThere(build.Manifest.SelfTest));
        Assert.Equal(SelfTest.Count, build.Manifest.SelfTest.Length);
        Assert.Equal(features, build.Manifest.Features);
        Assert.StartsWith($"{version}.", build.Manifest.Version, StringComparison.Ordinal);
    }

    // Distributors port changes back: a tree is what its files say.
    [KernelTreeTheory]
    [InlineData("6.1", Both)]
    [InlineData("6.12", Both | Newer)]
    public void Features_are_what_compiles_and_not_what_the_version_promises(string version, DriverFeatures features)
    {
        using var tree = new EditedTree(version);
        File.WriteAllText(Path.Combine(tree.Root, "Makefile"), "VERSION = 5\nPATCHLEVEL = 4\nSUBLEVEL = 0\n");
        var build = Builds.Of(tree.Root);

        Assert.Equal("5.4.0", build.Manifest.Version);
        Assert.Equal(features, build.Manifest.Features);
        Assert.Equal(Builds.Of(KernelTrees.Of(version)).LibraryPath, build.LibraryPath);
    }

    [KernelTreeFact]
    [Trait("Kind", "Long")]
    public void The_same_sources_give_the_same_library_wherever_tree_and_cache_lie()
    {
        KernelTrees.CopyTo("6.12", folder.At("a tree with blanks"));
        var here = Builds.Of(folder.At("a tree with blanks"), Builds.Options(folder.At("another cache")));
        var there = Builds.Of(KernelTrees.Of("6.12"));

        Assert.Equal(there.Manifest.LibraryHash, here.Manifest.LibraryHash);
        Assert.Equal(there.Manifest.SourcesHash, here.Manifest.SourcesHash);
    }

    [KernelTreeFact]
    [Trait("Kind", "Long")]
    public void A_second_build_comes_from_the_cache_unless_it_is_forced()
    {
        var tree = KernelTrees.Of("6.1");
        var options = Builds.Options(folder.At("cache"));
        var first = Builds.Of(tree, options);
        var second = Builds.Of(tree, options);
        var forced = Builds.Of(tree, options with { IsForced = true });

        Assert.Equal((false, true, false), (first.WasThere, second.WasThere, forced.WasThere));
        Assert.Equal(first.LibraryPath, second.LibraryPath);
        Assert.Equal(first.Manifest.LibraryHash, forced.Manifest.LibraryHash);
        Assert.Equal(first.Manifest.SelfTest.AsEnumerable(), second.Manifest.SelfTest);
        Assert.Equal(first.Manifest.Core.AsEnumerable(), second.Manifest.Core);
    }

    [KernelTreeFact]
    [Trait("Kind", "Long")]
    public async Task Two_builds_at_once_leave_one_library()
    {
        var tree = KernelTrees.Of("6.1");
        var options = Builds.Options(folder.At("cache"));
        var builds = await Task.WhenAll(Task.Run(() => Builds.Of(tree, options)), Task.Run(() => Builds.Of(tree, options)));

        Assert.Equal(builds[0].LibraryPath, builds[1].LibraryPath);
        Assert.True(Builds.Of(tree, options).WasThere);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.At("cache/unfinished")));
    }

    [KernelTreeFact]
    [Trait("Kind", "Long")]
    public void A_damaged_library_and_what_a_killed_build_left_are_replaced()
    {
        var tree = KernelTrees.Of("6.1");
        var options = Builds.Options(folder.At("cache"));
        var first = Builds.Of(tree, options);
        File.WriteAllText(first.LibraryPath, "half of it");
        folder.Write("cache/unfinished/0123.abc/driver.so", "half of it");
        folder.Write("cache/unfinished/0123.abc.lock", "");

        Assert.False(Builds.Of(tree, options).WasThere);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.At("cache/unfinished")));
    }

    [KernelTreeFact]
    [Trait("Kind", "Long")]
    public void A_tree_is_only_read()
    {
        KernelTrees.CopyTo("6.12", folder.At("tree"));
        string[] Files() => [.. Directory.EnumerateFileSystemEntries(folder.At("tree"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        var before = Files();
        foreach (var directory in Directory.EnumerateDirectories(folder.At("tree"), "*", SearchOption.AllDirectories))
            File.SetUnixFileMode(directory, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            Builds.Of(folder.At("tree"), Builds.Options(folder.At("cache")));
            Assert.Equal(before, Files());
        }
        finally
        {
            foreach (var directory in Directory.EnumerateDirectories(folder.At("tree"), "*", SearchOption.AllDirectories))
                File.SetUnixFileMode(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [KernelTreeFact]
    public void A_tree_that_does_not_compile_gets_the_first_error_the_symbol_a_hint_and_the_log()
    {
        var ops = EditedOps(text => text + "\nint apspec_test(void)\n{\n\treturn hash_is_round;\n}\n");
        var error = Builds.ErrorOf(folder.At("tree"), Builds.Options(folder.At("cache")));
        var line = File.ReadAllLines(ops).Length - 1;

        Assert.Contains("does not compile", error, StringComparison.Ordinal);
        Assert.Contains($"drivers/s390/crypto/vfio_ap_ops.c:{line}: 'hash_is_round' undeclared", error, StringComparison.Ordinal);
        Assert.Contains("add hash_is_round to kernel/list.h", error, StringComparison.Ordinal);
        var log = error[(error.IndexOf("whole log: ", StringComparison.Ordinal) + "whole log: ".Length)..];
        Assert.Contains("hash_is_round", File.ReadAllText(log), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.At("cache/unfinished")));
    }

    [KernelTreeFact]
    public void A_driver_that_leaves_its_hook_behind_builds_and_the_self_test_says_whose_doing_it_is()
    {
        EditedOps(text => text.Replace("kvm->arch.crypto.pqap_hook = NULL;", ";", StringComparison.Ordinal));
        var build = Builds.Of(folder.At("tree"), Builds.Options(folder.At("cache")));
        var failures = build.Manifest.SelfTest.Where(check => check.Failure is not null).ToArray();

        Assert.NotEmpty(failures);
        Assert.All(failures, check => Assert.True(check.IsOfDriver, check.Name));
        Assert.Contains("owner of the hook after close is 1, expected 0", failures[0].Failure, StringComparison.Ordinal);
    }

    [GccFact]
    public void A_cache_that_cannot_be_written_is_named()
    {
        using var mini = new MiniTree();
        var cache = folder.Write("file", "");

        Assert.StartsWith($"{cache}: a build cannot be written there", Builds.ErrorOf(mini.Root, Builds.Options(cache)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_disk_is_told_as_such()
    {
        using var mini = new MiniTree();
        var cc = folder.WriteProgram("cc", """
            case $1 in
                --version) echo 'gcc 12 Free Software Foundation' ;;
                -dumpmachine | -print-file-name=*) echo x ;;
                *) echo 'tree/x.c:1:1: fatal error: error writing to /tmp/x.s: No space left on device' >&2; exit 1 ;;
            esac
            """);
        var options = Builds.Options(folder.At("cache")) with { Cc = cc };

        Assert.Equal($"{folder.At("cache")}: a build cannot be written there: No space left on device", Builds.ErrorOf(mini.Root, options));
    }

    [GccFact]
    public void An_installation_without_the_shim_is_told()
    {
        using var mini = new MiniTree();
        var options = Builds.Options(folder.At("cache")) with { ShimFolder = folder.At("none") };

        Assert.Contains("ApSpec's shim cannot be read", Builds.ErrorOf(mini.Root, options), StringComparison.Ordinal);
    }

    private string EditedOps(Func<string, string> edit)
    {
        KernelTrees.CopyTo("6.12", folder.At("tree"));
        var ops = folder.At("tree/drivers/s390/crypto/vfio_ap_ops.c");
        var text = File.ReadAllText(ops);
        Assert.NotEqual(text, edit(text));
        File.WriteAllText(ops, edit(text));
        return ops;
    }
}
