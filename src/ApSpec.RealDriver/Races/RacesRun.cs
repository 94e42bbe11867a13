using System.Collections.Immutable;

namespace ApSpec.RealDriver.Races;

/// <summary>The accesses of a driver without a common lock.</summary>
/// <param name="Pairs">Each pair once.</param>
/// <param name="Scopes">The scopes in which all traces were run: without those that time ran out for, or in which a worker died.</param>
/// <param name="Traces">Traces run.</param>
public sealed record RacesRun(ImmutableArray<AccessPair> Pairs, ImmutableHashSet<string> Scopes, long Traces)
{
    /// <summary>
    /// The pairs that are not in <paramref name="before"/>. Two pairs are the same when object size, offset, kinds of access and locks are equal.
    /// A pair is also not new when one of its accesses already had too few locks before: that access is to blame, whatever its partner.
    /// </summary>
    /// <remarks>For an object with a size that did not occur before, fields may have moved, so offsets are not compared.</remarks>
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
