using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>Scopes so small that a mutant and its revision can be compared in all their states.</summary>
public static class MutantsScopes
{
    private static readonly ImmutableArray<Scope> Notifier =
    [
        new Scope { Mdevs = 2 },
        new Scope { Features = Features.Masks | Features.Failures },
        new Scope { Features = Features.Masks | Features.Irq },
    ];

    private static readonly ImmutableArray<Scope> OpenDevice =
    [
        new Scope { Mdevs = 2, Features = Features.Masks },
        new Scope { Features = Features.Masks | Features.Irq | Features.Failures | Features.Eventfds },
        new Scope { Features = Features.Masks | Features.Binding | Features.Locks },
    ];

    /// <summary>The scopes of an era.</summary>
    public static ImmutableArray<Scope> Of(Era era) => era == Era.Notifier ? Notifier : OpenDevice;
}
