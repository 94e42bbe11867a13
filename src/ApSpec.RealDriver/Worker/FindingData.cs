using ApSpec.Check;

namespace ApSpec.RealDriver.Worker;

/// <summary>A shortest counterexample.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Seed">The seed of the random trace that found it.</param>
/// <param name="FoundIn">That trace's scope.</param>
/// <param name="FoundLength">That trace's length.</param>
/// <param name="Trace">The counterexample's text.</param>
/// <param name="IsRefused">The violating operation reported failure.</param>
/// <param name="Minimality">What is known of its length.</param>
/// <param name="ProofStates">States the proof looked at.</param>
/// <param name="Steps">Its steps, judged by every rule.</param>
/// <param name="Path">The functions that its last operation goes through.</param>
/// <param name="Guest">What a guest or the host's administrator can do after it.</param>
/// <param name="Reservations">Unconfirmed facts behind it.</param>
/// <param name="Origin">The first violation of its trace; null when not determined.</param>
/// <param name="Outside">The file outside the driver in which it goes wrong; null when it is in the driver.</param>
public sealed record FindingData(
    string Rule, ulong Seed, string FoundIn, int FoundLength, string Trace, bool IsRefused, string Minimality, int ProofStates,
    IReadOnlyList<StepData> Steps, IReadOnlyList<string> Path, IReadOnlyList<GuestFact> Guest,
    IReadOnlyList<ReservationData> Reservations, Search.Causes.Origin? Origin = null, string? Outside = null);
