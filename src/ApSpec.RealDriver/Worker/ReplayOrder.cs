namespace ApSpec.RealDriver.Worker;

/// <summary>A trace to replay.</summary>
/// <param name="Trace">The trace's text.</param>
/// <param name="Rules">Ids of the rules that judge it.</param>
public sealed record ReplayOrder(string Trace, IReadOnlyList<string> Rules);
