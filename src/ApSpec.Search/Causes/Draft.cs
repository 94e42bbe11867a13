using ApSpec.Vocabulary;

namespace ApSpec.Search.Causes;

/// <summary>A hit, made shorter in a quick way, and where it first goes wrong.</summary>
/// <param name="Hit">The hit.</param>
/// <param name="Trace">The shorter trace, which violates the same rule by the same kind of operation; the hit's own when it could not be made shorter.</param>
/// <param name="Origin">Where it first goes wrong; null when that is not known, or does not matter.</param>
public sealed record Draft(CampaignHit Hit, Trace Trace, Origin? Origin);
