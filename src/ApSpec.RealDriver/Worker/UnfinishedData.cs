namespace ApSpec.RealDriver.Worker;

/// <summary>A thread whose call has not returned.</summary>
/// <param name="Call">Which call.</param>
/// <param name="Function">The function in which it is.</param>
/// <param name="Has">What others may wait for.</param>
/// <param name="WaitsFor">What it waits for; null when it died.</param>
public sealed record UnfinishedData(ThreadCallData Call, string Function, IReadOnlyList<string> Has, string? WaitsFor = null);
