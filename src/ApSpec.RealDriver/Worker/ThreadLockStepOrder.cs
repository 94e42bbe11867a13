namespace ApSpec.RealDriver.Worker;

/// <summary>Order to make calls at once on the driver and on a model: every two from a state, or the named sets.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Preemptions">Preemptions of a schedule of the driver.</param>
/// <param name="Start">The state's name; null for the named sets.</param>
public sealed record ThreadLockStepOrder(string Model, int Preemptions, string? Start = null);
