using ApSpec.Decoder;
using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>The random trace of a seed. It does not depend on the results of any system.</summary>
public static class SeededTrace
{
    /// <summary>The first operations of the trace that a campaign runs for <paramref name="seed"/>.</summary>
    public static Trace Draw(Scope scope, Era era, ulong seed, int length)
    {
        var choices = new Xoshiro(seed);
        var decoder = new TraceDecoder(scope, Weights.Of(scope.Profile), era);
        var operations = new Operation[length];
        for (var i = 0; i < length; i++)
            operations[i] = decoder.Next(choices);
        return new Trace(scope, [.. operations]);
    }
}
