using ApSpec.Vocabulary;

namespace ApSpec.Search.Causes;

/// <summary>A hit after a quick first shortening, and the step of its first violation.</summary>
/// <param name="Hit">The hit.</param>
/// <param name="Trace">The shorter trace, with the same rule and kind of operation; the hit's own trace when shortening failed.</param>
/// <param name="Origin">Its first violation; null when not known or not needed.</param>
public sealed record Draft(CampaignHit Hit, Trace Trace, Origin? Origin);
