using ApSpec.Search.Causes;

namespace ApSpec.RealDriver.Worker;

/// <summary>A hit, made shorter.</summary>
/// <param name="Hit">The hit.</param>
/// <param name="Trace">The shorter trace's text.</param>
/// <param name="Origin">Where it first goes wrong; null when that is not known.</param>
public sealed record DraftData(HitData Hit, string Trace, Origin? Origin = null);
