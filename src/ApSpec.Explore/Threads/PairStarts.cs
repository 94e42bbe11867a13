using System.Collections.Immutable;
using System.Text;
using ApSpec.Vocabulary;

namespace ApSpec.Explore.Threads;

/// <summary>Where pairs of calls start: a guest with queues and interrupts, mdevs that are closed, queues without a driver, with the host's, out of the configuration, busy; and with failures of allocations and registrations.</summary>
public static class PairStarts
{
    private const string Guest = """
        create m0
        assign_adapter m0 05
        assign_domain m0 0006
        set_kvm m0 k0
        open m0

        """;

    private const string Two = """
        create m0
        create m1
        assign_adapter m0 05
        assign_domain m0 0006
        assign_domain m1 0006
        set_kvm m0 k0

        """;

    /// <summary>All of them.</summary>
    public static ImmutableArray<PairStart> All { get; } =
    [
        Of("guest", "mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks,control,irq,locks,binding,reset,text",
            Guest + "aqic_enable k0 05.0006 isc=3 nib=0x12000", Era.OpenDevice),
        Of("asked", "mdevs=1 kvms=1 adapters=05 domains=0006 features=locks,reset,eventfds", "create m0\nset_kvm m0 k0\nopen m0\nset_irq m0 req on", Era.OpenDevice),
        Of("guest", "mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks,control,irq,locks,binding,reset",
            Guest + "aqic_enable k0 05.0006 isc=3 nib=0x12000", Era.Notifier),
        Of("closed", "mdevs=2 kvms=1 adapters=05,06 domains=0006 features=masks,locks,binding,text", Two, null),
        Of("unbound", "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,locks,binding,text,vmfds", Guest + "unbind 05.0006", null),
        Of("shared", "mdevs=2 kvms=1 adapters=05 domains=0006 features=masks,locks,binding", Two + "unbind 05.0006", null),
        Of("hosts", "mdevs=2 kvms=1 adapters=05,06 domains=0006 features=masks,locks,binding", Two + "apmask +06", null),
        Of("configured", "mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks,irq,locks,hw,binding",
            Guest + "assign_adapter m0 06\naqic_enable k0 05.0006 isc=3 nib=0x12000", Era.OpenDevice),
        Of("config", "mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks,locks,binding,config", Guest, Era.OpenDevice),
        Of("slow", "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,locks,hw,binding,reset",
            Guest + "aqic_enable k0 05.0006 isc=3 nib=0x12000\nhw 05.0006 aqic=05 for 40ms\nhw 05.0006 zapq takes 100ms", null),
        Of("gone", "mdevs=2 kvms=1 adapters=05,06 domains=0006 features=masks,locks,hw,binding", Guest + "create m1\nhost_config -05", Era.OpenDevice),
        Of("failing", "mdevs=3 kvms=1 adapters=05 domains=0006 features=masks,irq,locks,binding,text,reset,failures", Guest + "create m1\nunbind 05.0006", null),
        Of("few", "mdevs=3 kvms=1 adapters=05 domains=0006 features=masks,locks,hw,binding", "create m0\nassign_adapter m0 05", Era.OpenDevice),
        Of("few", "mdevs=3 kvms=1 adapters=05 domains=0006 features=masks,locks,binding", "create m0\nassign_adapter m0 05", Era.Notifier),
    ];

    private static PairStart Of(string name, string scope, string before, Era? only)
    {
        var file = TraceFile.Parse(name, Encoding.UTF8.GetBytes($"scope {scope}\n{before}\n"), out var error) ?? throw new InvalidOperationException(error!.ToString());
        return new PairStart(only == Era.Notifier ? $"{name}-notifier" : name, file.Trace, only);
    }
}
