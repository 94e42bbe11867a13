namespace ApSpec.RealDriver.Worker;

/// <summary>A way in which calls at once end.</summary>
/// <param name="Trace">The calls, with a schedule.</param>
/// <param name="Preemptions">Its preemptions.</param>
/// <param name="Facts">What was returned, and the fields that are not zero.</param>
public sealed record ThreadEndData(string Trace, int Preemptions, IReadOnlyList<string> Facts);
