using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Tests.Seeded;

/// <summary>
/// Defects of public mails that no fake of VFIO could show: a driver that registers or unregisters its device under a lock that open and close
/// need. They are made in a tree by moving its own lines.
/// </summary>
public sealed class PublicCaseTests
{
    private const string Life = """
        scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,eventfds,locks
        create m0
        assign_adapter m0 05
        assign_domain m0 0006
        set_kvm m0 k0
        open m0
        release m0
        remove m0

        """;

    private const string RemovedWhileOpen = """
        scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,eventfds,locks
        create m0
        assign_adapter m0 05
        assign_domain m0 0006
        set_kvm m0 k0
        open m0
        request m0
        release m0

        """;

    private const string Unregister = "\tvfio_unregister_group_dev(&matrix_mdev->vdev);\n";
    private const string Register = "\tret = vfio_register_emulated_iommu_dev(&matrix_mdev->vdev);\n";

    private static string Lock(string name) => $"\tmutex_lock(&matrix_dev->{name});\n";

    private static string Unlock(string name) => $"\tmutex_unlock(&matrix_dev->{name});\n";

    /// <summary>O10: lockdep's report of 20 September 2021; the order alone, with nothing open.</summary>
    [KernelTreeTheory]
    [Trait("Kind", "Long")]
    [InlineData("6.1")]
    [InlineData("6.12")]
    public void Unregistering_under_the_guests_lock_closes_a_cycle(string version)
    {
        using var tree = new EditedTree(version);
        tree.Change(text => text.Replace(Unregister, Lock("guests_lock") + Unregister + Unlock("guests_lock"), StringComparison.Ordinal));
        using var driver = LoadedDriver.OfTree(tree.Root, tree.Cache);

        Assert.Contains("LOCK-03", driver.Run(LoadedDriver.Trace(Life))[^1].Violated);
        Assert.DoesNotContain(Unchanged(version, Life), step => step.Violated.Contains("LOCK-03"));
    }

    /// <summary>O10b: the removal waits for the last close with the lock that the close needs.</summary>
    [KernelTreeTheory]
    [Trait("Kind", "Long")]
    [InlineData("6.12", "guests_lock")]
    [InlineData("6.12", "mdevs_lock")]
    public void A_removal_that_waits_with_a_lock_of_the_close_hangs_both(string version, string name)
    {
        using var tree = new EditedTree(version);
        tree.Change(text => text.Replace(Unregister, Lock(name) + Unregister + Unlock(name), StringComparison.Ordinal));
        using var driver = LoadedDriver.OfTree(tree.Root, tree.Cache);
        var last = driver.Run(LoadedDriver.Trace(RemovedWhileOpen))[^1];

        Assert.Equal(Outcome.Stuck, last.Result.Outcome);
        Assert.Contains(last.Faults, fault => fault.Kind == FaultKind.Deadlock && fault.Function.Contains("(vfio_ap_ops.c:", StringComparison.Ordinal));
        Assert.Contains("CALL-01", last.Violated);
        Assert.All(Unchanged(version, RemovedWhileOpen), step => Assert.Equal(Outcome.Returned, step.Result.Outcome));
    }

    /// <summary>The call has not returned, so that the report does not say so.</summary>
    [KernelTreeTheory]
    [Trait("Kind", "Long")]
    [InlineData("request m0")]
    [InlineData("t1: remove m0")]
    public void A_lock_of_a_removal_that_waits_is_said_to_be_held_while_it_waits(string removal)
    {
        using var tree = new EditedTree("6.12");
        tree.Change(text => text.Replace(Unregister, Lock("guests_lock") + Unregister + Unlock("guests_lock"), StringComparison.Ordinal));
        using var driver = LoadedDriver.OfTree(tree.Root, tree.Cache);
        var trace = LoadedDriver.Trace(RemovedWhileOpen.Replace("request m0", removal, StringComparison.Ordinal));
        var judge = driver.Judge(trace.Scope);
        var rule = Enumerable.Range(0, judge.Rules.Length).Single(i => judge.Rules[i].Id == "LOCK-04");

        var violated = trace.Operations.Take(6).Select(operation => judge.Apply(operation, 0, out _).Has(rule)).ToArray();

        Assert.Equal([false, false, false, false, false, true], violated);
        Assert.Equal("G is held while the removal of m0 waits for its last close", judge.EvidenceOf(rule).Text);
    }

    /// <summary>M1: mdevs_lock held over the registration, of the posted live-migration series.</summary>
    [KernelTreeFact]
    [Trait("Kind", "Long")]
    public void Registering_under_the_mdevs_lock_closes_a_cycle()
    {
        using var tree = new EditedTree("6.12");
        tree.Change(text => text.Replace(Register, Lock("mdevs_lock") + Register + Unlock("mdevs_lock"), StringComparison.Ordinal));
        using var driver = LoadedDriver.OfTree(tree.Root, tree.Cache);

        Assert.Contains(driver.Run(LoadedDriver.Trace(Life)), step => step.Violated.Contains("LOCK-03"));
        Assert.DoesNotContain(Unchanged("6.12", Life), step => step.Violated.Contains("LOCK-03"));
    }

    private static IReadOnlyList<JudgedStep> Unchanged(string version, string trace)
    {
        using var driver = LoadedDriver.Of(version);
        return driver.Run(LoadedDriver.Trace(trace));
    }
}
