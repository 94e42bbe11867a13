using System.Collections.Immutable;

namespace ApSpec.RealDriver.Races;

/// <summary>What a driver showed of accesses that have no lock in common.</summary>
/// <param name="Pairs">Each pair once.</param>
/// <param name="Scopes">The scopes in which all traces were run: not those for which no time was left, or over which a worker died.</param>
/// <param name="Traces">Traces run.</param>
public sealed record RacesRun(ImmutableArray<AccessPair> Pairs, ImmutableHashSet<string> Scopes, long Traces)
{
    /// <summary>The pairs that <paramref name="before"/> has not: of the same place in an object of the same size, by accesses of the same kind under the same locks.</summary>
    /// <remarks>Where an object's size is another than any before, its fields may have moved, and the accesses alone are compared.</remarks>
    public ImmutableArray<AccessPair> NewSince(RacesRun before)
    {
        var keys = before.Pairs.Select(pair => pair.Key).ToHashSet();
        var kinds = before.Pairs.Select(pair => pair.Kinds).ToHashSet();
        var sizes = before.Pairs.Select(pair => pair.Size).ToHashSet();
        return [.. Pairs.Where(pair => before.Scopes.Contains(pair.Scope)).Where(pair => sizes.Contains(pair.Size) ? !keys.Contains(pair.Key) : !kinds.Contains(pair.Kinds))];
    }
}
