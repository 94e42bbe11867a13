namespace ApSpec.RealDriver.Worker;

/// <summary>Order to run variations of traces and record the lines they run; nothing is judged.</summary>
/// <param name="Scope">The scope.</param>
/// <param name="Bases">The traces that are varied, as text.</param>
/// <param name="First">Seed of the first variation.</param>
/// <param name="Traces">How many.</param>
/// <param name="LengthMax">Operations of a variation, at most.</param>
/// <param name="Seconds">Time for all; null for no limit.</param>
public sealed record AimOrder(string Scope, IReadOnlyList<string> Bases, ulong First, int Traces, int LengthMax, double? Seconds = null);
