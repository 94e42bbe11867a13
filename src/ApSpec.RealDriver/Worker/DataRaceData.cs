namespace ApSpec.RealDriver.Worker;

/// <summary>A data race.</summary>
/// <param name="First">One access.</param>
/// <param name="Second">The other.</param>
/// <param name="Trace">The trace whose schedule leads there.</param>
public sealed record DataRaceData(RacingAccessData First, RacingAccessData Second, string Trace);
