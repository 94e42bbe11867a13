namespace ApSpec.RealDriver.Worker;

/// <summary>The result of an order of variations; the lines that they ran are in the worker's file.</summary>
/// <param name="Traces">Traces run.</param>
/// <param name="Steps">Operations done.</param>
public sealed record AimData(int Traces, long Steps);
