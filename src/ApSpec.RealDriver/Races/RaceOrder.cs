namespace ApSpec.RealDriver.Races;

/// <summary>Order to run random traces of one scope and report accesses without a common lock; nothing is judged.</summary>
/// <param name="Scope">The scope.</param>
/// <param name="First">Seed of the first trace.</param>
/// <param name="Traces">How many.</param>
/// <param name="LengthMax">Operations of a trace, at most.</param>
/// <param name="Seconds">Time for all; null for no limit.</param>
public sealed record RaceOrder(string Scope, ulong First, int Traces, int LengthMax, double? Seconds = null);
