namespace ApSpec.RealDriver.Worker;

/// <summary>Hits of one rule that are made shorter in a quick way, and told where they first go wrong.</summary>
/// <param name="Hits">The hits.</param>
/// <param name="Seconds">Time for it; null for no limit.</param>
public sealed record DraftOrder(IReadOnlyList<HitData> Hits, double? Seconds = null);
