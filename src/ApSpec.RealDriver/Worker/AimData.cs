namespace ApSpec.RealDriver.Worker;

/// <summary>What became of an order of variations; which lines they ran is in the worker's file.</summary>
/// <param name="Traces">Traces run.</param>
/// <param name="Steps">Operations done.</param>
public sealed record AimData(int Traces, long Steps);
