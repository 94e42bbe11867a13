using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Explore;

/// <summary>The scopes that are searched completely for every revision; tests pin their counts.</summary>
public static class SmallScopes
{
    /// <summary>Two mdevs and two guests, the bare lifecycle; one mdev and one guest with masks and interrupts.</summary>
    public static ImmutableArray<Scope> All { get; } =
    [
        new Scope { Mdevs = 2, Kvms = 2 },
        new Scope { Features = Features.Masks | Features.Irq },
    ];
}
