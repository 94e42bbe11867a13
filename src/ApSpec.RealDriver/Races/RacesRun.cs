using System.Collections.Immutable;

namespace ApSpec.RealDriver.Races;

/// <summary>What a driver showed of accesses that have no lock in common.</summary>
/// <param name="Pairs">Each pair once.</param>
/// <param name="Scopes">The scopes in which all traces were run: not those for which no time was left, or over which a worker died.</param>
/// <param name="Traces">Traces run.</param>
public sealed record RacesRun(ImmutableArray<AccessPair> Pairs, ImmutableHashSet<string> Scopes, long Traces)
{
    /// <summary>
    /// The pairs that <paramref name="before"/> has not: at the same place of an object of the same size, by accesses of the same kind under the same
    /// locks. One with an access that had too few locks before is no news: whatever else is accessed there, that access is what is wrong.
    /// </summary>
    /// <remarks>Where an object's size is another than any before, its fields may have moved, and the accesses alone are compared.</remarks>
    public ImmutableArray<AccessPair> NewSince(RacesRun before)
    {
        var known = before.Pairs.SelectMany(pair => pair.Weak.Select(access => (pair.Size, pair.At, access.Order))).ToHashSet();
        var kinds = before.Pairs.Select(pair => pair.Kinds).ToHashSet();
        var sizes = before.Pairs.Select(pair => pair.Size).ToHashSet();
        bool IsNew(AccessPair pair) => sizes.Contains(pair.Size)
            ? !pair.Weak.Any(access => known.Contains((pair.Size, pair.At, access.Order)))
            : !kinds.Contains(pair.Kinds);
        return [.. Pairs.Where(pair => before.Scopes.Contains(pair.Scope)).Where(IsNew)];
    }
}
