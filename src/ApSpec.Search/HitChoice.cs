using System.Collections.Immutable;

namespace ApSpec.Search;

/// <summary>Picks the hits of a rule and kind of operation that are examined: as many shapes and scopes as the limit allows, the shortest first.</summary>
internal static class HitChoice
{
    /// <summary>Hits of one rule and kind of operation that are shortened, at most. A rule that every trace violates has hundreds.</summary>
    public const int HitsMax = 16;

    public static ImmutableArray<CampaignHit> Choose(IEnumerable<CampaignHit> hits)
    {
        var shortest = hits.OrderBy(hit => TraceOrder.KeyOf(hit.Trace)).ThenBy(hit => hit.Seed).ToList();
        var chosen = shortest.DistinctBy(hit => hit.Shape).Take(HitsMax).ToList();
        chosen.AddRange(shortest.Except(chosen).DistinctBy(hit => hit.Trace.Scope).Take(HitsMax - chosen.Count));
        return [.. chosen];
    }
}
