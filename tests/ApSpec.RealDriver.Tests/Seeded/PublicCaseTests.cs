using System.Text.RegularExpressions;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Tests.Seeded;

/// <summary>
/// Defects of public mails that no released kernel has, on the traces of tests/traces/public. They are made in a tree by moving or dropping its
/// own lines.
/// </summary>
public sealed class PublicCaseTests
{
    private const string Life = "unregister-ok-nothing-open";
    private const string RemovedWhileOpen = "unregister-ok-while-open";
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

        Assert.Contains("LOCK-03", driver.Run(Case(Life))[^1].Violated);
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
        var last = driver.Run(Case(RemovedWhileOpen))[^1];

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
        var trace = LoadedDriver.Trace(Text(RemovedWhileOpen).Replace("request m0", removal, StringComparison.Ordinal));
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

        Assert.Contains(driver.Run(Case(Life)), step => step.Violated.Contains("LOCK-03"));
        Assert.DoesNotContain(Unchanged("6.12", Life), step => step.Violated.Contains("LOCK-03"));
    }

    /// <summary>An adapter assigned twice, as in the -rc: each of its queues is linked whether it is linked already or not.</summary>
    [KernelTreeFact]
    [Trait("Kind", "Long")]
    public void Linking_a_queue_twice_corrupts_its_list()
    {
        using var tree = new EditedTree("6.12");
        tree.Change(text => Regex.Replace(text, @"\|\| vfio_ap_mdev_get_queue\([^;]*->apqn\)\)", ")"));
        tree.Change(text => In("assign_adapter_store", text, @"if \(test_bit_inv\(", "if (0 && test_bit_inv("));
        using var driver = LoadedDriver.OfTree(tree.Root, tree.Cache);

        Assert.Contains(driver.Run(Case("twice-ok-same-adapter"))[3].Faults, fault => fault.Kind == FaultKind.ListCorruption);
        Assert.DoesNotContain(Unchanged("6.12", "twice-ok-same-adapter"), step => !step.Faults.IsEmpty);
    }

    /// <summary>The posted patch put the unlinking where the queue was remembered for its reset.</summary>
    [KernelTreeFact]
    [Trait("Kind", "Long")]
    public void A_queue_that_is_unlinked_and_not_remembered_is_not_reset_and_names_a_freed_mdev()
    {
        using var tree = new EditedTree("6.1");
        tree.Change(text => In("vfio_ap_mdev_unlink_adapter", text, @"hash_add\([^;]*;", ";"));
        using var driver = LoadedDriver.OfTree(tree.Root, tree.Cache);
        var steps = driver.Run(Case("unassigned-queue-with-a-message"));

        Assert.Contains("RESET-03", steps[6].Violated);
        Assert.Contains("MEM-01", steps[^1].Violated);
        Assert.All(Unchanged("6.1", "unassigned-queue-with-a-message"), step => Assert.All(step.Violated, rule => Assert.Equal("CALL-03", rule)));
    }

    /// <summary>A queue that still names an mdev that is freed, and is removed then.</summary>
    [KernelTreeTheory]
    [Trait("Kind", "Long")]
    [InlineData("6.1")]
    [InlineData("6.12")]
    public void A_queue_that_stays_linked_at_remove_is_used_after_free_by_apmask(string version)
    {
        using var tree = new EditedTree(version);
        tree.Change(text => In("vfio_ap_mdev_remove", text, @"vfio_ap_mdev_unlink_fr_queues\([^;]*;", ";"));
        using var driver = LoadedDriver.OfTree(tree.Root, tree.Cache);

        Assert.Contains("MEM-01", driver.Run(Case("apmask-ok-after-remove"))[7].Violated);
        Assert.All(Unchanged(version, "apmask-ok-after-remove"), step => Assert.Empty(step.Violated));
    }

    /// <summary>kvm-unit-tests s390x/ap.c wants 06, 06, 07, 00, 07 and 00 of its first six AQICs.</summary>
    [KernelTreeTheory]
    [InlineData("6.1")]
    [InlineData("6.12")]
    public void The_response_codes_are_those_of_the_test_suite(string version)
    {
        var aqics = Unchanged(version, "suite-ok-aqic-and-resets").Where(step => step.Operation.Kind is OperationKind.AqicEnable or OperationKind.AqicDisable).Take(6);

        Assert.Equal("rc 06, rc 06, rc 07, rc 00, rc 07, rc 00", string.Join(", ", aqics.Select(step => step.Result)));
    }

    // The first place in a function.
    private static string In(string function, string text, string what, string instead)
    {
        var body = Regex.Match(text, $@"^static [^;{{}}]*\b{function}\([^;{{}}]*\)\s*^\{{.*?^\}}", RegexOptions.Multiline | RegexOptions.Singleline);
        return text[..body.Index] + new Regex(what).Replace(body.Value, instead, 1) + text[(body.Index + body.Length)..];
    }

    private static string Text(string name) => File.ReadAllText(Repository.File($"tests/traces/public/{name}.trace"));

    private static Trace Case(string name) => LoadedDriver.Trace(Text(name));

    private static IReadOnlyList<JudgedStep> Unchanged(string version, string trace)
    {
        using var driver = LoadedDriver.Of(version);
        return driver.Run(Case(trace));
    }
}
