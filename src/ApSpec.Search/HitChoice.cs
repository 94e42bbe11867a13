using System.Collections.Immutable;

namespace ApSpec.Search;

/// <summary>Of the hits of a rule and kind of operation those that are looked at: as many shapes and scopes as can be afforded, the shortest first.</summary>
internal static class HitChoice
{
    /// <summary>Hits of one rule and kind of operation that are made shorter. A rule that everything violates has hundreds.</summary>
    public const int HitsMax = 16;

    public static ImmutableArray<CampaignHit> Choose(IEnumerable<CampaignHit> hits)
    {
        var shortest = hits.OrderBy(hit => TraceOrder.KeyOf(hit.Trace)).ThenBy(hit => hit.Seed).ToList();
        var chosen = shortest.DistinctBy(hit => hit.Shape).Take(HitsMax).ToList();
        chosen.AddRange(shortest.Except(chosen).DistinctBy(hit => hit.Trace.Scope).Take(HitsMax - chosen.Count));
        return [.. chosen];
    }
}
