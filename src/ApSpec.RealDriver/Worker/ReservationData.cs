namespace ApSpec.RealDriver.Worker;

/// <summary>An unconfirmed fact behind a verdict.</summary>
/// <param name="Rules">Ids of the rules that it concerns; empty for the whole trace, or for the one rule of a finding.</param>
/// <param name="Kind">Why it is in doubt.</param>
/// <param name="What">What is in doubt.</param>
/// <param name="Given">The subject, or the other choice with which the rule holds.</param>
public sealed record ReservationData(IReadOnlyList<string> Rules, string Kind, string What, string? Given = null);
