using System.Diagnostics;
using ApSpec.Rules;
using ApSpec.Search;
using ApSpec.Vocabulary;
using Xunit.Abstractions;

namespace ApSpec.RealDriver.Tests.Run;

/// <summary>A driver that crashes in every trace: each crash is a finding with its function and line, and the process goes on.</summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    private const string Open = "vfio_ap_mdev_open_device";
    private const int Traces = 20_000;

    private const string Attach = """
        scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,reset
        create m0
        set_kvm m0 k0
        open m0
        """;

    /// <summary>What the compiler's checks see before it happens, and what the processor alone sees.</summary>
    public static TheoryData<string, string, FaultKind, string?> Crashes => new()
    {
        { "6.1", "*(volatile int *)0 = 1;", FaultKind.NullDereference, "MEM-02" },
        { "6.12", "*(volatile int *)0 = 1;", FaultKind.NullDereference, "MEM-02" },
        { "6.12", "((void (*volatile)(void))0)();", FaultKind.NullDereference, "MEM-02" },
        { "6.12", "*(volatile int *)0x123456789000 = 1;", FaultKind.WildAccess, "MEM-04" },
        { "6.12", "__builtin_trap();", FaultKind.Bug, null },
        { "6.12", "volatile int nought = 0; nought = 1 / nought;", FaultKind.Bug, null },
        { "6.12", "volatile char deep[1 << 20]; deep[0] = 1;", FaultKind.WildAccess, "MEM-04" },
    };

    [KernelTreeTheory]
    [MemberData(nameof(Crashes))]
    public void A_crash_is_blamed_on_its_rule_with_function_and_line(string version, string statement, FaultKind kind, string? rule)
    {
        using var tree = new EditedTree(version);
        var line = tree.Begin(Open, statement);
        using var driver = tree.Load();

        var step = driver.Run(LoadedDriver.Trace(Attach))[^1];

        Assert.Equal(OperationKind.Open, step.Operation.Kind);
        Assert.Equal(Outcome.Died, step.Result.Outcome);
        var fault = Assert.Single(step.Faults);
        Assert.Equal((kind, $"{Open} (vfio_ap_ops.c:{line})"), (fault.Kind, fault.Function));
        if (rule is not null)
            Assert.Contains(rule, step.Violated);
    }

    [KernelTreeTheory]
    [InlineData("*(volatile int *)0 = 1;")]
    [InlineData("((void (*volatile)(void))0)();")]
    public void Thousands_of_crashing_traces_run_in_one_process(string statement)
    {
        using var tree = new EditedTree("6.12");
        tree.Begin(Open, statement);
        using var driver = tree.Load();
        var scope = LoadedDriver.Trace(Attach).Scope;
        var clock = Stopwatch.StartNew();

        var result = new Campaign(driver.Subject, scope, RuleBook.All).Run(new CampaignOptions(Traces: Traces, LengthMax: 30));

        output.WriteLine($"{Traces / clock.Elapsed.TotalSeconds:N0} crashing traces/s");
        Assert.Equal(Traces, result.Traces);
        Assert.Equal(0, result.Cut);
        Assert.Contains(result.Hits, hit => hit.Rule.Id == "MEM-02" && hit.Trigger.Kind == OperationKind.Open);
        Assert.True(result.Steps < Traces * 15L, "most traces end at the crash");
    }
}
