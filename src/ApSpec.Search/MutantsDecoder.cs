using ApSpec.Decoder;
using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>Decodes recorded traces from their seeds into one reused buffer: a mutant runs thousands of them.</summary>
internal sealed class MutantsDecoder(Era era, int lengthMax)
{
    private readonly Dictionary<Scope, TraceDecoder> decoders = [];
    private readonly Operation[] buffer = new Operation[lengthMax];
    private readonly Xoshiro choices = new(0);

    /// <summary>The operations, valid until the next call.</summary>
    public ReadOnlySpan<Operation> Operations(MutantsTrace trace)
    {
        if (trace.Given is { } given)
            return given.Operations.AsSpan()[..trace.Length];
        if (!decoders.TryGetValue(trace.Scope, out var decoder))
            decoders.Add(trace.Scope, decoder = new TraceDecoder(trace.Scope, Weights.Of(trace.Scope.Profile), era));
        choices.Reseed(trace.Seed);
        decoder.Reset();
        for (var i = 0; i < trace.Length; i++)
            buffer[i] = decoder.Next(choices);
        return buffer.AsSpan(0, trace.Length);
    }
}
