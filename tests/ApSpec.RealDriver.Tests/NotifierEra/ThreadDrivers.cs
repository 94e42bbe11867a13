namespace ApSpec.RealDriver.Tests.NotifierEra;

/// <summary>The tree without the patch, with its third version, and with it as it was merged: each built when a test first asks, and once.</summary>
public sealed class ThreadDrivers : IDisposable
{
    private readonly List<IDisposable> owned = [];
    private readonly Dictionary<ThreadDriver, LoadedDriver> loaded = [];

    internal LoadedDriver this[ThreadDriver driver] => loaded.TryGetValue(driver, out var known) ? known : loaded[driver] = Load(driver);

    public void Dispose()
    {
        foreach (var one in owned)
            one.Dispose();
    }

    private LoadedDriver Load(ThreadDriver driver)
    {
        if (driver == ThreadDriver.AsItIs)
            return Owned(LoadedDriver.Of(KernelTrees.Notifier));
        var tree = Owned(new EditedTree(KernelTrees.Notifier));
        tree.Change(driver == ThreadDriver.Merged ? ThreadPatch.Merged : ThreadPatch.Version3);
        return Owned(tree.Load());
    }

    private T Owned<T>(T one)
        where T : IDisposable
    {
        owned.Insert(0, one);
        return one;
    }
}
