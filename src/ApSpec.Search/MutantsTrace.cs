using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>A recorded trace of the revision itself. Its operations are decoded from the seed when they are needed.</summary>
/// <param name="Scope">The scope.</param>
/// <param name="Seed">The seed; 0 for a trace that is given.</param>
/// <param name="Given">The given trace; null for a random one.</param>
/// <param name="Length">Operations up to the end of the trace or of the call that ended it.</param>
/// <param name="Prints">After each operation, the hash of everything observable so far.</param>
internal sealed record MutantsTrace(
    Scope Scope, ulong Seed, Trace? Given, int Length, ulong[] Prints)
{
    /// <summary>The operations.</summary>
    public Trace Trace(Era era) => Given is null
        ? SeededTrace.Draw(Scope, era, Seed, Length)
        : Given with { Operations = [.. Given.Operations.Take(Length)] };
}
