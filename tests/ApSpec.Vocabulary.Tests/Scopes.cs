using ApSpec.Vocabulary;

namespace ApSpec.Vocabulary.Tests;

/// <summary>Scopes the tests speak of, from the smallest to the largest.</summary>
internal static class Scopes
{
    public static Scope Of(string text) => ScopeText.Parse(text, out var error) ?? throw new ArgumentException(error, nameof(text));

    public static string[] Texts { get; } =
    [
        "mdevs=1 kvms=1 adapters=05 domains=0006 features=none",
        "mdevs=1 kvms=1 adapters=05 domains=0006 features=all",
        "mdevs=2 kvms=2 adapters=05,06 domains=0006,0007 features=none",
        "mdevs=2 kvms=1 adapters=05,06 domains=0006 features=masks,irq iscs=1,3 pages=0x12,0x13",
        "mdevs=2 kvms=2 adapters=05,06 domains=0006,0007 features=all profile=hostile",
        "mdevs=2 kvms=2 adapters=00,3f domains=0000,000f features=masks,control format=0 crycbd=off",
        "mdevs=1 kvms=1 adapters=3f domains=000f features=binding,failures format=1 gisa=off aiv=off cap=7 depth=4 instances=1",
        "mdevs=1 kvms=1 adapters=05 domains=0006 features=none tearing=on cap=7",
        "mdevs=2 kvms=1 adapters=05 domains=0006 features=descriptors pages=0x12,0x13",
        "mdevs=8 kvms=8 adapters=00,ff domains=0000,00ff features=all profile=hostile iscs=0,1,2,3,4,5,6,7 cap=15",
    ];

    public static TheoryData<string> All() => [.. Texts];
}
