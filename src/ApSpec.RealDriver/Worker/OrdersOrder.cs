namespace ApSpec.RealDriver.Worker;

/// <summary>Order to shorten the traces that show locks taken under others.</summary>
/// <param name="Seen">The locks, each with a trace.</param>
/// <param name="Seconds">Time for all; null for no limit.</param>
public sealed record OrdersOrder(IReadOnlyList<OrderData> Seen, double? Seconds = null);
