using System.Collections.Immutable;
using ApSpec.Drivers;
using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>Which mutants of a revision are made, and the limits of their tests.</summary>
/// <param name="Revision">The revision.</param>
/// <param name="Scopes">The scopes of the random traces.</param>
/// <param name="Seed">Seed of each scope's first trace.</param>
/// <param name="Traces">Random traces of each scope; a mutant runs those that reach its effect.</param>
/// <param name="LengthMax">Operations of a random trace.</param>
/// <param name="StatesMax">Pairs of states that a search in a small scope stores.</param>
/// <param name="Jobs">Threads; the result does not depend on it.</param>
/// <param name="HasWitnesses">True when the witnesses of the rules are run, too.</param>
public sealed record MutantsRequest(
    Revision Revision, ImmutableArray<Scope> Scopes, ulong Seed = 1, int Traces = 500, int LengthMax = 40,
    int StatesMax = 8_000, int Jobs = 1, bool HasWitnesses = true);
