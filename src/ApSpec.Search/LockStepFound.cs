using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>A difference that the random trace of a seed showed in a lock step, shortened.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Trace">The shortest trace found for it.</param>
/// <param name="Texts">How the two differ after its last operation, one line each with both values.</param>
public sealed record LockStepFound(ulong Seed, Trace Trace, ImmutableArray<string> Texts);
