using ApSpec.RealDriver.Build;

namespace ApSpec.RealDriver.Tests.Threads;

/// <summary>Defects of the scheduler itself, seeded into a copy of the shim: each shows where the driver of 6.12 is right.</summary>
public sealed class SchedulerDefectTests
{
    [KernelTreeTheory]
    [InlineData("two threads, one lock", "lock.c", "	while (!is_free(lock, shared)) {", "	while (0) {", "hook-removed")]
    [InlineData("a writer beside readers", "lock.c", "	return !lock->owner && !lock->depth_shared;", "	return !lock->owner;", "hook-removed")]
    [InlineData("a wake-up that is lost", "lock.c", "static void wait_for(struct apx_lockobj *lock, int shared, const char *text, const struct apx_place *place)\n{\n	struct apx_wait wait = { shared ? is_free_shared : is_free_alone,",
        "static int is_lost(void *lock)\n{\n	return 0;\n}\nstatic void wait_for(struct apx_lockobj *lock, int shared, const char *text, const struct apx_place *place)\n{\n	struct apx_wait wait = { shared ? is_free_shared : is_lost,", "assign-assign")]
    public void It_is_noticed(string defect, string file, string from, string to, string set)
    {
        using var folder = new TestFolder();
        var shim = folder.At("shim");
        Copy(ShimSource.Default, shim);
        var path = Path.Combine(shim, file);
        var text = File.ReadAllText(path);
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
        using var sound = LoadedDriver.Of("6.12");
        using var broken = LoadedDriver.OfTree(KernelTrees.Of("6.12"), folder.At("cache"), shim: shim);

        Assert.Empty(Searches.Found(Searches.Of(sound, set, preemptions: 1)));
        Assert.True(Searches.Found(Searches.Of(broken, set, preemptions: 1)).Length > 0, defect);
    }

    private static void Copy(string from, string to)
    {
        foreach (var path in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }
    }
}
