using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Tests.NotifierEra;

/// <summary>
/// What the thread of December 2020 is about, on real code: Debian's 5.10, which never got the patch, and the same tree with the patch's
/// third version and with the patch as it was merged.
/// </summary>
public sealed class Thread5_10Tests
{
    private const string NullKeepsTheGuest = """
        scope mdevs=1 kvms=1 adapters=05 domains=0006 features=none
        create m0
        open m0
        set_kvm m0 k0
        set_kvm m0 null
        """;

    private const string SecondMdev = """
        scope mdevs=2 kvms=1 adapters=05 domains=0006 features=none
        create m0
        open m0
        set_kvm m0 k0
        create m1
        open m1
        set_kvm m1 k0
        """;

    public enum Driver
    {
        AsItIs,
        Version3,
        Merged,
    }

    [NotifierTreeTheory]
    [InlineData(Driver.AsItIs, new[] { "KVM-01", "HOOK-01" })]
    [InlineData(Driver.Version3, new string[0])]
    [InlineData(Driver.Merged, new string[0])]
    public void The_guest_that_GROUP_DEL_takes_away_is_kept_before_the_patch_alone(Driver driver, string[] violated)
    {
        Assert.Equal([[], [], [], violated], Violations(driver, NullKeepsTheGuest));
    }

    [NotifierTreeTheory]
    [InlineData(Driver.AsItIs, new string[0])]
    [InlineData(Driver.Version3, new[] { "LOCK-01" })]
    [InlineData(Driver.Merged, new string[0])]
    public void A_refused_mdev_unlocks_twice_in_the_third_version_alone(Driver driver, string[] violated)
    {
        Assert.Equal([[], [], [], [], [], violated], Violations(driver, SecondMdev));
    }

    private static string[][] Violations(Driver driver, string trace)
    {
        using var tree = new EditedTree(KernelTrees.Notifier);
        if (driver != Driver.AsItIs)
            tree.Change(driver == Driver.Merged ? ThreadPatch.Merged : ThreadPatch.Version3);
        using var loaded = tree.Load();
        return [.. loaded.Run(LoadedDriver.Trace(trace)).Select(step => step.Violated.ToArray())];
    }
}
