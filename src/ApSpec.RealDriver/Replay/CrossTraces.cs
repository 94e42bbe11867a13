using System.Collections.Immutable;
using System.Text;
using ApSpec.Check;
using ApSpec.Search;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Replay;

/// <summary>The default traces of a cross-check: the happy path, and random traces of every scope of the plan.</summary>
public static class CrossTraces
{
    private const int Length = 30;

    private const string HappyPath = """
        scope mdevs=1 kvms=1 adapters=05 domains=0006,0007 features=masks,irq,reset,binding,locks iscs=3 pages=0x12,0x13
        create m0
        assign_adapter m0 05
        assign_domain m0 0006
        assign_domain m0 0007
        set_kvm m0 k0
        open m0
        aqic_enable k0 05.0006 isc=3 nib=0x12000
        aqic_enable k0 05.0007 isc=3 nib=0x13000
        advance 20ms
        aqic_disable k0 05.0006
        aqic_disable k0 05.0007
        advance 20ms
        reset m0
        advance 100ms
        release m0
        set_kvm m0 null
        unassign_domain m0 0007
        unassign_adapter m0 05
        remove m0
        """;

    /// <summary>The traces, each with its name.</summary>
    /// <param name="era">The driver's era.</param>
    /// <param name="random">How many random ones.</param>
    public static ImmutableArray<(string Name, Trace Trace)> Create(Era era, int random)
    {
        var happy = TraceFile.Parse("happy path", Encoding.UTF8.GetBytes(HappyPath), out var error)
            ?? throw new InvalidOperationException(error!.ToString());
        var scopes = Plan.For(era);
        return
        [
            ("happy path", happy.Trace),
            .. Enumerable.Range(0, random).Select(seed =>
                ($"seed {seed}", SeededTrace.Draw(scopes[seed % scopes.Length], era, (ulong)seed, Length))),
        ];
    }
}
