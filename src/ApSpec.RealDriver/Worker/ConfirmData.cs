namespace ApSpec.RealDriver.Worker;

/// <summary>Hits that were run again.</summary>
/// <param name="Confirmed">How many of them, from the first on, violate their rule in their last operation.</param>
public sealed record ConfirmData(int Confirmed);
