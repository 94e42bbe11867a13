using ApSpec.Search.Causes;

namespace ApSpec.RealDriver.Worker;

/// <summary>A shortened hit.</summary>
/// <param name="Hit">The hit.</param>
/// <param name="Trace">The shorter trace's text.</param>
/// <param name="Origin">Its first violation; null when not known.</param>
public sealed record DraftData(HitData Hit, string Trace, Origin? Origin = null);
