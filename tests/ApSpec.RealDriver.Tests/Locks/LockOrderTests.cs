using ApSpec.Explore;
using ApSpec.Rules;
using ApSpec.Search;
using ApSpec.Search.Locks;
using ApSpec.Search.Review;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Tests.Locks;

/// <summary>
/// Two functions of the driver take two locks in different orders. In the first tests no scope lets a trace call both functions: only both campaigns together
/// show the cycle.
/// </summary>
public sealed class LockOrderTests
{
    private const string M = "matrix_dev->mdevs_lock";
    private const string Unmap = "vfio_ap_mdev_dma_unmap";
    private const string Adapter = "assign_adapter_store";
    private const string Assign = "assign_control_domain_store";

    private static readonly Scope Unmaps = ScopeText.Parse("mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,locks", out _)!;
    private static readonly Scope Assigns = ScopeText.Parse("mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,control,locks", out _)!;

    [KernelTreeFact]
    public void A_cycle_that_two_traces_make_together_is_found_with_the_places_of_both()
    {
        using var tree = TreeWith(Unmap, Locked("first_a", "first_b"), Locked("first_b", "first_a"));
        using var driver = tree.Load();

        var (_, found) = Check(driver, Unmaps, Assigns);

        var cycle = Assert.Single(found.Cycles, cycle => cycle.Path.Contains("first", StringComparison.Ordinal));
        Assert.Equal("X (&first_a) -> X (&first_b) -> X (&first_a)", cycle.Path);
        Assert.Equal([Unmap, Assign], cycle.Orders.Select(order => order.Edge.Function.Split(' ')[0]));
        Assert.All(cycle.Orders, order => Assert.Equal(order.Edge.Function, order.Edge.HeldAt));
        Assert.Equal([OperationKind.DmaUnmap, OperationKind.AssignControlDomain], cycle.Orders.Select(order => order.Shown!.Operations[^1].Kind));
        Assert.All(cycle.Orders, order => Assert.True(order.IsConfirmed));
        Assert.Equal(2, cycle.Orders[1].Shown!.Operations.Length); // create, assign
    }

    [KernelTreeFact]
    public void A_lock_around_both_excludes_it()
    {
        using var tree = TreeWith(Unmap, Locked(M, Locked("first_a", "first_b")), Locked(M, Locked("first_b", "first_a")));
        using var driver = tree.Load();

        var (_, found) = Check(driver, Unmaps, Assigns);

        Assert.DoesNotContain(found.Cycles, cycle => cycle.Path.Contains("first", StringComparison.Ordinal));
        Assert.Equal(LockClass.Mdevs, Assert.Single(found.Excluded, cycle => cycle.Path.StartsWith("X (&first_a)", StringComparison.Ordinal)).Gate);
    }

    [KernelTreeFact]
    public void A_cycle_of_one_trace_is_a_finding_of_its_rule_alone()
    {
        using var tree = TreeWith(Adapter, Locked("first_a", "second_ap_perms_mutex"), Locked("second_ap_perms_mutex", "first_a"));
        using var driver = tree.Load();

        var (outcome, found) = Check(driver, Assigns);

        Assert.Contains("P X", SignsOf(outcome));
        Assert.DoesNotContain(found.Cycles, cycle => cycle.Sign == "P X");
    }

    [KernelTreeFact]
    public void A_lock_around_both_excludes_a_cycle_of_one_trace_too()
    {
        using var tree = TreeWith(Adapter, Locked(M, Locked("first_a", "second_ap_perms_mutex")), Locked(M, Locked("second_ap_perms_mutex", "first_a")));
        using var driver = tree.Load();

        var (outcome, found) = Check(driver, Assigns);

        Assert.DoesNotContain("P X", SignsOf(outcome));
        Assert.Contains(found.Excluded, cycle => cycle is { Sign: "P X", Gate: LockClass.Mdevs });
    }

    [KernelTreeTheory]
    [Trait("Kind", "Long")]
    [InlineData(true, ChangeKind.Mended)]
    [InlineData(false, ChangeKind.New)]
    public void A_lock_that_a_change_puts_around_both_mends_a_cycle_and_one_that_it_takes_away_makes_it(bool isAdded, ChangeKind kind)
    {
        using var apart = TreeWith(Adapter, Locked("first_a", "second_ap_perms_mutex"), Locked("second_ap_perms_mutex", "first_a"));
        using var under = TreeWith(Adapter, Locked(M, Locked("first_a", "second_ap_perms_mutex")), Locked(M, Locked("second_ap_perms_mutex", "first_a")));
        var (before, after) = isAdded ? (apart, under) : (under, apart);
        var (first, second) = (OutcomeOf(before), OutcomeOf(after));

        var changes = new CauseComparison(first, second, trace => Replay(before, trace), trace => Replay(after, trace)).Changes;

        Assert.Contains(changes, change => change.Kind == kind && SignsOf(change.Cause.Findings).Contains("P X"));
        Assert.DoesNotContain(changes, change => change.Kind != kind && SignsOf(change.Cause.Findings).Contains("P X"));
    }

    // A process has one driver at a time.
    private static CheckOutcome OutcomeOf(EditedTree tree)
    {
        using var driver = tree.Load();
        return Check(driver, Assigns).Outcome;
    }

    private static ReplayedTrace Replay(EditedTree tree, Trace trace)
    {
        using var driver = tree.Load();
        return ReplayedTrace.Run(driver.Subject, trace, RuleBook.All);
    }

    private static IEnumerable<string?> SignsOf(CheckOutcome outcome) => SignsOf(outcome.FindingsOf("LOCK-03"));

    private static IEnumerable<string?> SignsOf(IEnumerable<Finding> findings) =>
        findings.SelectMany(finding => finding.Counterexample.Steps).SelectMany(step => step.Violations).Select(violation => violation.Evidence.Sign);

    private static (CheckOutcome Outcome, OrderOutcome Orders) Check(LoadedDriver driver, params Scope[] scopes)
    {
        var request = new CheckRequest([driver.Subject], [RuleBook.Find("LOCK-03")!], [.. scopes], new CampaignOptions(Traces: 200, LengthMax: 30), new SearchLimits(1));
        var engine = new LocalEngine(driver.Subject);
        var outcome = Checker.Run(request, engine);
        return (outcome, OrderOutcome.From(engine, outcome, [], null));
    }

    private static EditedTree TreeWith(string function, string first, string assign)
    {
        var tree = new EditedTree("6.12");
        tree.Begin(function, first);
        tree.Begin(Assign, assign);
        tree.Change(text => text.Insert(text.IndexOf("static ", StringComparison.Ordinal),
            "static DEFINE_MUTEX(first_a); static __maybe_unused DEFINE_MUTEX(first_b); static __maybe_unused DEFINE_MUTEX(second_ap_perms_mutex);\n"));
        return tree;
    }

    private static string Locked(string outer, string inner) => inner.Contains(';', StringComparison.Ordinal)
        ? $"mutex_lock(&{outer}); {inner} mutex_unlock(&{outer});"
        : $"mutex_lock(&{outer}); mutex_lock(&{inner}); mutex_unlock(&{inner}); mutex_unlock(&{outer});";
}
