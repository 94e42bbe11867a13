namespace ApSpec.RealDriver.Worker;

/// <summary>Order to run random traces in lock step with a model.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Scope">The scope.</param>
/// <param name="First">Seed of the first trace.</param>
/// <param name="Traces">How many.</param>
/// <param name="LengthMax">Operations of a trace.</param>
public sealed record LockStepOrder(string Model, string Scope, ulong First, int Traces, int LengthMax);
