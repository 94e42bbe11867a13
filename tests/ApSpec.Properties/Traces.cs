using ApSpec.Check;
using ApSpec.Generators;
using ApSpec.Vocabulary;
using FsCheck;

namespace ApSpec.Properties;

/// <summary>The traces the properties draw: FsCheck's choices, the decoder's guidance, the minimizer's own candidates for shrinking.</summary>
internal static class Traces
{
    public const int LengthMax = 40;

    public static Scope Lifecycle { get; } = ScopeOf("mdevs=2 kvms=2 adapters=05 domains=0006 features=masks");

    public static Scope Whole { get; } =
        ScopeOf("mdevs=2 kvms=2 adapters=05,06 domains=0006,0007 features=all iscs=3,4 pages=0x12,0x13");

    public static Scope Machine { get; } =
        ScopeOf("mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,messages,reset,binding,hw");

    public static Scope Hostile { get; } = Lifecycle with { Profile = Profile.Hostile };

    public static Arbitrary<Trace> In(Scope scope, int lengthMax = LengthMax, Era era = Era.Notifier) =>
        TraceArb.For(scope, lengthMax, Shrink.Candidates, era);

    private static Scope ScopeOf(string text) => ScopeText.Parse(text, out var error) ?? throw new InvalidOperationException(error);
}
