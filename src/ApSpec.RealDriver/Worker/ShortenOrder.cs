namespace ApSpec.RealDriver.Worker;

/// <summary>Hits of one rule and kind of operation, of which the simplest is wanted.</summary>
/// <param name="Hits">The hits.</param>
/// <param name="StatesMax">The budget of the proof.</param>
/// <param name="Seconds">Time for it; null for no limit.</param>
public sealed record ShortenOrder(IReadOnlyList<HitData> Hits, int StatesMax, double? Seconds = null);
