namespace ApSpec.RealDriver.Worker;

/// <summary>Order to run random traces.</summary>
/// <param name="Scope">The scope.</param>
/// <param name="Rules">Ids of the rules.</param>
/// <param name="First">Seed of the first trace.</param>
/// <param name="Traces">How many.</param>
/// <param name="LengthMax">Operations of a trace, at most.</param>
/// <param name="Seconds">Time for all; null for no limit.</param>
public sealed record CampaignOrder(string Scope, IReadOnlyList<string> Rules, ulong First, int Traces, int LengthMax, double? Seconds = null);
