namespace ApSpec.RealDriver.Worker;

/// <summary>Order to shorten hits of one rule quickly, and to find their first violation.</summary>
/// <param name="Hits">The hits.</param>
/// <param name="Seconds">Time for it; null for no limit.</param>
public sealed record DraftOrder(IReadOnlyList<HitData> Hits, double? Seconds = null);
