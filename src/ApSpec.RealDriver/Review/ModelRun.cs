namespace ApSpec.RealDriver.Review;

/// <summary>The lock step of a model with a driver.</summary>
/// <param name="Name">The model of the tree's version; with a change, of the version before it.</param>
/// <param name="Traces">Traces that ran on both.</param>
/// <param name="Steps">Operations that both did.</param>
/// <param name="IsFromReading">The model was never compared with real code.</param>
public sealed record ModelRun(string Name, long Traces, long Steps, bool IsFromReading);
