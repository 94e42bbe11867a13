using ApSpec.Check;
using ApSpec.RealDriver;
using ApSpec.RealDriver.Native;
using ApSpec.RealDriver.Run;
using ApSpec.Rules;
using ApSpec.Search;
using ApSpec.Vocabulary;
using BenchmarkDotNet.Attributes;

namespace ApSpec.Bench;

/// <summary>
/// A campaign's loop on a compiled driver, on one core. Goals: 1 M lifecycle operations/s (1,000 ns each), and 100,000 random traces
/// of 30 operations in 10 s on two cores (200,000 ns a trace and core). The library is what <c>apspec driver build</c> prints last;
/// <c>APSPEC_DRIVER_LIBRARY</c> names it.
/// </summary>
[MemoryDiagnoser]
public class DriverLoop
{
    private const string Variable = "APSPEC_DRIVER_LIBRARY";
    private const int Rounds = 5_000;
    private const int Traces = 1_000;
    private const int Length = 30;

    private static readonly Operation[] Life =
    [
        Parse("create m0"), Parse("set_kvm m0 k0"), Parse("open m0"), Parse("release m0"), Parse("set_kvm m0 null"), Parse("remove m0"),
    ];

    private Judge judge = null!;
    private DriverSubject subject = null!;
    private Campaign campaign = null!;

    /// <summary>The world of the random traces.</summary>
    [Params("mdevs=2 kvms=2 adapters=05 domains=0006 features=none", "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq",
        "mdevs=2 kvms=2 adapters=05,06 domains=0006,0007 features=all iscs=3,4 pages=0x12,0x13")]
    public string Scope { get; set; } = "";

    /// <summary>Loads the library.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var path = Environment.GetEnvironmentVariable(Variable)
            ?? throw new InvalidOperationException($"{Variable} names no library: see 'apspec driver build'");
        var library = DriverLibrary.Load(path, out var error) ?? throw new InvalidOperationException(error);
        var facts = new CoreFacts(HoldsGuest: true, ReleasesGroups: true, LocksGroup: false, AsksForAny: false, HasOverride: false);
        subject = new DriverSubject(new BuiltDriver("bench", "bench", new string('0', 64), path, library.Features, facts, [], []), library);
        judge = new Judge(subject.Create(Worlds.ScopeOf("mdevs=1 kvms=1 features=none")), RuleBook.All);
        campaign = new Campaign(subject, Worlds.ScopeOf(Scope), RuleBook.All);
    }

    /// <summary>The life of an mdev with a guest: the ledger is read and every rule judged after each operation.</summary>
    [Benchmark(OperationsPerInvoke = Rounds * 6)]
    public RuleBits LifecycleOperation()
    {
        var violated = RuleBits.None;
        for (var round = 0; round < Rounds; round++)
        {
            judge.Reset();
            foreach (ref readonly var operation in Life.AsSpan())
                violated |= judge.Apply(operation, 0, out _);
        }

        return violated;
    }

    /// <summary>Random traces: drawn, run, judged.</summary>
    [Benchmark(OperationsPerInvoke = Traces)]
    public long RandomTrace() => campaign.Run(new CampaignOptions(Traces: Traces, LengthMax: Length)).Steps;

    private static Operation Parse(string text) => OperationSyntax.Parse(text, out var error) ?? throw new ArgumentException(error);
}
