using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Explore.Threads;

/// <summary>A way in which calls at once can end.</summary>
/// <param name="Trace">The calls, with the first schedule that ends so.</param>
/// <param name="Preemptions">Its preemptions.</param>
/// <param name="Facts">What each call returned, and the fields of the ledger that are not zero: a name, a blank, the value.</param>
public sealed record ThreadEnd(Trace Trace, int Preemptions, ImmutableArray<string> Facts)
{
    /// <summary>Tells it from other ends of these calls.</summary>
    public string Key => string.Join("; ", Facts);
}
