using ApSpec.Vocabulary;

namespace ApSpec.Decoder.Tests;

/// <summary>Scopes the tests speak of.</summary>
internal static class Scopes
{
    public static Scope Of(string text) => ScopeText.Parse(text, out var error) ?? throw new ArgumentException(error, nameof(text));

    /// <summary>Two of each thing, every feature, every value in play more than once.</summary>
    public static Scope Two(string more = "") => Of(
        $"mdevs=2 kvms=2 adapters=05,06 domains=0006,0007 features=all iscs=1,3 pages=0x12,0x13 {more}");

    /// <summary>The largest scope there is.</summary>
    public static Scope Full { get; } = Of("mdevs=8 kvms=8 adapters=all domains=all features=all iscs=1,3 pages=0x12,0x13");
}
