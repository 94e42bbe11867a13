namespace ApSpec.RealDriver.Worker;

/// <summary>Order to replay a trace.</summary>
/// <param name="Trace">The trace's text.</param>
/// <param name="Rules">Ids of the rules that judge it.</param>
public sealed record ReplayOrder(string Trace, IReadOnlyList<string> Rules);
