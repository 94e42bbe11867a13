namespace ApSpec.RealDriver.Worker;

/// <summary>What a verdict rests on and no source confirms.</summary>
/// <param name="Rules">Ids of the rules it is about; empty when it is about the whole trace, or about the one rule of a finding.</param>
/// <param name="Kind">Why it is in doubt.</param>
/// <param name="What">What is in doubt.</param>
/// <param name="Given">Where, or with which other choice the rule holds.</param>
public sealed record ReservationData(IReadOnlyList<string> Rules, string Kind, string What, string? Given = null);
