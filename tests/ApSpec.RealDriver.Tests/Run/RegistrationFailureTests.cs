using System.Text.RegularExpressions;

namespace ApSpec.RealDriver.Tests.Run;

/// <summary>The error path of a driver's probe, which runs when VFIO finds no memory for the group of its device.</summary>
public sealed class RegistrationFailureTests
{
    private const string Trace = "scope features=masks,failures\ncreate m0 fail=register\ncreate m0\n";
    private const string TakesTheLock = "mutex_lock(&matrix_dev->mdevs_lock);";
    private const string GivesItBack = "mutex_unlock(&matrix_dev->mdevs_lock);";

    [KernelTreeTheory]
    [InlineData("6.1")]
    [InlineData("6.12")]
    public void A_driver_gives_its_device_back_and_the_next_create_succeeds(string version)
    {
        using var driver = LoadedDriver.Of(version);

        Assert.Equal(["create m0 fail=register: -ENOMEM", "create m0: 0"], Steps(driver));
    }

    [KernelTreeTheory]
    [InlineData("6.1")]
    [InlineData("6.12")]
    public void A_forgotten_put_is_found(string version)
    {
        using var tree = new EditedTree(version);
        tree.Change(text => InErrorPath(text, _ => ";"));
        using var driver = tree.Load();

        Assert.Equal("create m0 fail=register: -ENOMEM; violates MDEV-05, MEM-04, CALL-02", Steps(driver)[0]);
    }

    // The posted live-migration series, v4 03/15: the put runs with mdevs_lock held, and the release wants it.
    [KernelTreeFact]
    public void A_put_under_the_lock_that_the_release_wants_is_a_deadlock()
    {
        using var tree = new EditedTree("6.1");
        tree.Change(text => InErrorPath(text, put => $"{TakesTheLock} {put} {GivesItBack}"));
        tree.Begin("vfio_ap_mdev_release_dev", $"{TakesTheLock} {GivesItBack}");
        using var driver = tree.Load();

        Assert.StartsWith("create m0 fail=register: stuck; violates LOCK-02, CALL-01; faults deadlock on M in vfio_ap_mdev_release_dev",
            Steps(driver)[0], StringComparison.Ordinal);
    }

    private static string[] Steps(LoadedDriver driver) => [.. driver.Run(LoadedDriver.Trace(Trace)).Select(step => step.ToString())];

    private static string InErrorPath(string text, Func<string, string> edit)
    {
        var probe = Regex.Match(text, @"^static int vfio_ap_mdev_probe\(struct mdev_device.*?^\}", RegexOptions.Multiline | RegexOptions.Singleline);
        return text[..probe.Index] + Regex.Replace(probe.Value, @"vfio_put_device\([^;]*;", put => edit(put.Value)) + text[(probe.Index + probe.Length)..];
    }
}
