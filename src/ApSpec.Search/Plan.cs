using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>The scopes a campaign samples when the user names none: small ones that reach deep, and one with everything on.</summary>
public static class Plan
{
    private const string Hostile = "profile=hostile";

    private static readonly string[] Notifier =
    [
        "mdevs=2 kvms=2 adapters=05 domains=0006 features=masks,control",
        "mdevs=2 kvms=2 adapters=05 domains=0006 features=vmfds,failures",
        "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,hw pages=0x12,0x13",
        "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,messages,reset",
        "mdevs=2 kvms=1 adapters=05,06 domains=0006 features=masks,messages,binding",
        "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,binding,locks",
        "mdevs=2 kvms=2 adapters=05,06 domains=0006,0007 features=all iscs=3,4 pages=0x12,0x13",
        "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq pages=0x0,0x12",
        "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,control format=0",
        $"mdevs=2 kvms=2 adapters=05 domains=0006 features=masks {Hostile}",
        $"mdevs=2 kvms=2 adapters=05 domains=0006 features=masks {Hostile} crycbd=off",
        $"mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq {Hostile} gisa=off",
        $"mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,vmfds {Hostile}",
    ];

    private static readonly string[] OpenDevice =
    [
        "mdevs=2 kvms=2 adapters=05 domains=0006 features=masks,control",
        "mdevs=2 kvms=2 adapters=05 domains=0006 features=vmfds,failures",
        "mdevs=1 kvms=1 adapters=05 domains=0006,0007 features=masks,binding,failures",
        "mdevs=1 kvms=1 adapters=05,06 domains=0006,0007 features=masks,control,hw",
        "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,hw pages=0x12,0x13",
        "mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks,messages,reset",
        "mdevs=2 kvms=1 adapters=05,06 domains=0006,0007 features=masks,messages,binding",
        "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,binding,locks",
        "mdevs=2 kvms=2 adapters=05 domains=0006 features=eventfds",
        "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,messages",
        "mdevs=2 kvms=1 adapters=05,06 domains=0006,0007 features=masks,control,binding,config",
        "mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks,irq,hw,config,eventfds,failures",
        "mdevs=2 kvms=2 adapters=05,06 domains=0006,0007 features=all iscs=3,4 pages=0x12,0x13",
        "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq pages=0x0,0x12",
        "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,control format=0",
        "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq gisa=off",
        "mdevs=2 kvms=2 adapters=05,06 domains=0006 features=masks,eventfds,waits",
        "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,locks,secure pages=0x12,0x13",
        "mdevs=1 kvms=1 adapters=05 domains=0006,0007 features=masks,binding,override",
        "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,hw,binding",
        "mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks,irq pages=0x12,0x13",
        "mdevs=1 kvms=1 adapters=05,06 domains=0006,0007 features=masks,irq,binding",
        $"mdevs=2 kvms=2 adapters=05 domains=0006 features=masks {Hostile} crycbd=off",
    ];

    private static readonly string[] OfCompiled =
    [
        "mdevs=1 kvms=1 adapters=05,06 domains=0006,0007 features=masks,control,config,text format=0",
        "mdevs=2 kvms=1 adapters=05,ff domains=0006,00ff features=masks,control,binding,config,text",
        "mdevs=1 kvms=1 adapters=05 domains=0006,0090 features=masks,control,hw,locks,text",
        "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,reset,eventfds,locks,ioctls",
        "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,hw,reset,binding,answers",
        "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,cc",
        "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,locks,cc aiv=off",
        "mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks,irq,descriptors pages=0x12,0x13",
        "mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks,irq,descriptors pages=0x12,0x14",
        "mdevs=2 kvms=2 adapters=05 domains=0006 features=masks,vmfds,locks,descriptors",
        "mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks,irq,hw,binding,steps",
    ];

    /// <summary>The scopes of the notifier era, those of the core profile first.</summary>
    public static ImmutableArray<Scope> Scopes { get; } = Parse(Notifier);

    /// <summary>The scopes of an era, those of the core profile first.</summary>
    public static ImmutableArray<Scope> For(Era era) => era == Era.Notifier ? Scopes : HotPlugScopes;

    /// <summary>The same, and the scopes for those <see cref="Features.Compiled"/> that all subjects have.</summary>
    public static ImmutableArray<Scope> For(Era era, Features own) =>
        [.. For(era), .. Compiled.Where(scope => (scope.Features & Features.Compiled & ~own) == Features.None)];

    private static ImmutableArray<Scope> Compiled { get; } = Parse(OfCompiled);

    private static ImmutableArray<Scope> HotPlugScopes { get; } = Parse(OpenDevice);

    private static ImmutableArray<Scope> Parse(IEnumerable<string> lines) =>
        [.. lines.Select(line => ScopeText.Parse(line, out var error) ?? throw new InvalidOperationException(error))];
}
