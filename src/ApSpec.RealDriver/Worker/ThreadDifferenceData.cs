namespace ApSpec.RealDriver.Worker;

/// <summary>Calls at once that end in the driver as they never end in its model.</summary>
/// <param name="Trace">The calls' text, with a schedule.</param>
/// <param name="Real">How they end in the driver.</param>
/// <param name="Modelled">How they can end in the model.</param>
public sealed record ThreadDifferenceData(string Trace, string Real, string Modelled);
