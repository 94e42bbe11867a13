namespace ApSpec.RealDriver.Worker;

/// <summary>Order to run hits of one scope again, as far as they are violated as they say.</summary>
/// <param name="Hits">The hits.</param>
public sealed record ConfirmOrder(IReadOnlyList<HitData> Hits);
