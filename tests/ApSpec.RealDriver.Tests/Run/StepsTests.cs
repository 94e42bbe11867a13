using ApSpec.Rules;
using ApSpec.Search;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Tests.Run;

/// <summary>Calls between the steps of an AP bus scan.</summary>
public sealed class StepsTests(AssumedBus assumed) : IClassFixture<AssumedBus>
{
    private const string Scope = "scope mdevs=1 kvms=1 adapters=05,06 domains=0006,0007 features=masks,hw,binding,eventfds,steps\n";
    private const string Attached =
        "create m0\nassign_adapter m0 05\nassign_domain m0 0006\nassign_domain m0 0007\nset_kvm m0 k0\nopen m0\n";

    /// <summary>Traces, each with the result of its last operation.</summary>
    private static readonly (string Trace, string Last)[] Cases =
    [
        ("scan", "skipped: no scan of the AP bus is under way"),
        ("t1: host_config -05", "0"),
        ("t1: host_config -05\nhost_config -06", "skipped: t1 is in the scan of the AP bus: another one waits for it"),
        ("t1: host_config -05\nt2: host_config -06", "skipped: t1 is in the scan of the AP bus: another one waits for it"),
        ("t1: host_config -05\nt1: host_config -06", "skipped: t1 waits in its call: the scan of the AP bus"),
        ("create m0\nt1: host_config -05\nt1: remove m0", "skipped: t1 waits in its call: the scan of the AP bus"),
        ("create m0\nt1: host_config -05\nt2: remove m0", "0"),

        // Two queues go or come, then the drivers hear of the end.
        ("t1: host_config -05\nscan\nscan\nscan", "0"),
        ("t1: host_config -05\nscan\nscan\nscan\nscan", "skipped: no scan of the AP bus is under way"),
        ("host_config -05\nt1: host_config +05\nscan\nscan\nscan\nscan", "skipped: no scan of the AP bus is under way"),
        ("t1: host_config -05\nscan\nscan\nscan\nt1: host_config +05", "0"),
        ("t1: host_config -05\nscan\nscan\nscan\nhost_config +05", "0"),

        // A queue's device is there until the scan has come to it, and not before.
        ("t1: host_config -05\nunbind 05.0006", "0"),
        ("t1: host_config -05\nscan\nunbind 05.0006", "skipped: 05.0006 has no driver"),
        ("host_config -05\nt1: host_config +05\nbind 05.0006", "-ENODEV"),
        ("host_config -05\nt1: host_config +05\nscan\nbind 05.0006", "skipped: 05.0006 has a driver"),
        ("host_config -05\nt1: host_config +05\napmask +05\nscan\nbind 05.0006", "skipped: 05.0006 has a driver"),
    ];

    /// <summary>Traces of every kind of call in the middle of a scan, to which no rule has anything to say.</summary>
    private static readonly string[] Clean =
    [
        Attached + "assign_adapter m0 06\nt1: host_config -05\nunassign_adapter m0 06\nscan\nassign_adapter m0 06\nscan\nscan",
        Attached + "t1: host_config -05\nrelease m0\nscan\nt2: remove m0\nscan\nscan",
        Attached + "t1: host_config -05\nassign_adapter m0 06\nscan\nunbind 06.0006\nscan\nbind 06.0006\nscan",
        Attached + "host_config -05\nt1: host_config +05\nunassign_domain m0 0007\nscan\nassign_domain m0 0007\nscan\nscan",
        Attached + "host_config -05\nt1: host_config +05\nrelease m0\nremove m0\nscan\nscan\nscan",
        Attached + "host_config -0006\nt1: host_config +0006\nscan\nunassign_domain m0 0007\nscan\nscan",
        Attached + "host_config -05\nt1: host_config +05\napmask +06\nscan\nscan\napmask -06\nscan",
        Attached + "t1: host_config -05", // and ends there
        Attached + "host_config -05\nt1: host_config +05\nscan",
    ];

    [KernelTreeTheory]
    [InlineData("6.1")]
    [InlineData("6.12")]
    public void A_scan_waits_before_each_step(string version)
    {
        using var driver = LoadedDriver.Of(version);

        Assert.Equal(Cases, Cases.Select(one => (one.Trace, LastOf(driver, one.Trace))));
    }

    [KernelTreeFact]
    public void A_scan_of_the_assumed_bus_waits_before_each_step() =>
        Assert.Equal(Cases, Cases.Select(one => (one.Trace, LastOf(assumed.Driver, one.Trace))));

    [KernelTreeTheory]
    [InlineData("6.1")]
    [InlineData("6.12")]
    public void Calls_in_the_middle_of_a_scan_break_no_rule(string version)
    {
        using var driver = LoadedDriver.Of(version);

        Assert.All(Clean, text => Assert.All(driver.Run(LoadedDriver.Trace(Scope + text + "\n")), step =>
        {
            Assert.Equal("0", step.Result.ToString());
            Assert.Empty(step.Violated);
        }));
    }

    [KernelTreeFact]
    public void What_came_back_reaches_the_guest_with_the_end_of_the_scan()
    {
        using var driver = LoadedDriver.Of("6.12");
        var trace = LoadedDriver.Trace(Scope + Attached + "host_config -05\nt1: host_config +05\nscan\nscan\nscan\n");
        var system = driver.Subject.Create(trace.Scope);

        var masks = trace.Operations.Select(op =>
        {
            Assert.Equal((op, "0"), (op, system.Apply(op).ToString()));
            var ledger = system.Observe();
            return (IsScanning: ledger[ledger.Layout.World.Scan] != 0, HasAdapter: !ledger[ledger.Layout.Kvms[0].Apm].IsEmpty);
        }).ToArray()[^6..];

        Assert.Equal([(false, true), (false, false), (true, false), (true, false), (true, false), (false, true)], masks);
    }

    // S1 and what follows from it, and what goes wrong when the hardware answers a reset so: known without steps, too.
    [Trait("Kind", "Long")]
    [KernelTreeTheory]
    [InlineData("6.1", "QUEUE-09 MEM-01 MASK-16 CALL-03")]
    [InlineData("6.12", "QUEUE-09 MEM-01 CALL-01")]
    public void Random_calls_in_the_middle_of_scans_break_no_rule_but_those_that_the_tree_is_known_to_break(string version, string known)
    {
        using var driver = LoadedDriver.Of(version);
        var scope = ScopeText.Parse("mdevs=2 kvms=2 adapters=05,06 domains=0006 features=masks,control,hw,steps", out _)!;

        var hits = new Campaign(driver.Subject, scope, RuleBook.All).Run(new CampaignOptions(Traces: 2_000, LengthMax: 40)).Hits;

        var between = hits.Where(hit => hit.Trace.Operations.Any(op => op.Kind == OperationKind.Scan)).ToArray();
        Assert.NotEmpty(between);
        Assert.All(between, hit => Assert.Contains(hit.Rule.Id, known.Split(' ')));
    }

    private static string LastOf(LoadedDriver driver, string text)
    {
        var trace = LoadedDriver.Trace(Scope + text + "\n");
        var system = driver.Subject.Create(trace.Scope);
        var last = "";
        foreach (var operation in trace.Operations)
        {
            var result = system.Apply(operation);
            last = result.Reason is null ? result.ToString() : $"{result}: {result.Reason}";
        }

        Assert.Empty(system.Faults.ToArray());
        return last;
    }
}
