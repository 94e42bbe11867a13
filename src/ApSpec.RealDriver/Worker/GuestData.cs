using ApSpec.Check;

namespace ApSpec.RealDriver.Worker;

/// <summary>What a guest or the host's administrator can do from a step on.</summary>
/// <param name="Step">The step, from 1.</param>
/// <param name="Fact">What it is.</param>
public sealed record GuestData(int Step, GuestFact Fact);
