using ApSpec.Vocabulary;

namespace ApSpec.Generators.Tests;

/// <summary>The scope the tests speak of.</summary>
internal static class Scopes
{
    public static Scope Two { get; } =
        ScopeText.Parse("mdevs=2 kvms=2 adapters=05,06 domains=0006,0007 features=masks,irq,reset", out _)!;
}
