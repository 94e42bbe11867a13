using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>The scopes a campaign samples when the user names none: small ones that reach deep, and one with everything on.</summary>
public static class Plan
{
    private const string Hostile = "profile=hostile";

    private static readonly string[] Lines =
    [
        "mdevs=2 kvms=2 adapters=05 domains=0006 features=masks,control",
        "mdevs=2 kvms=2 adapters=05 domains=0006 features=vmfds,failures",
        "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,hw pages=0x12,0x13",
        "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,messages,reset",
        "mdevs=2 kvms=1 adapters=05,06 domains=0006 features=masks,messages,binding",
        "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,binding,locks",
        "mdevs=2 kvms=2 adapters=05,06 domains=0006,0007 features=all iscs=3,4 pages=0x12,0x13",
        "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq pages=0x0,0x12",
        $"mdevs=2 kvms=2 adapters=05 domains=0006 features=masks {Hostile}",
        $"mdevs=2 kvms=2 adapters=05 domains=0006 features=masks {Hostile} crycbd=off",
        $"mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq {Hostile} gisa=off",
        $"mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,vmfds {Hostile}",
    ];

    /// <summary>The scopes, those of the core profile first.</summary>
    public static ImmutableArray<Scope> Scopes { get; } =
        [.. Lines.Select(line => ScopeText.Parse(line, out var error) ?? throw new InvalidOperationException(error))];
}
