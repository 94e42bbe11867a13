using ApSpec.Check;

namespace ApSpec.RealDriver.Worker;

/// <summary>A shortest counterexample.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Seed">The seed of the random trace that met it.</param>
/// <param name="FoundIn">That trace's scope.</param>
/// <param name="FoundLength">That trace's length.</param>
/// <param name="Trace">The counterexample's text.</param>
/// <param name="IsRefused">The violating operation reported failure.</param>
/// <param name="Minimality">What is known of its length.</param>
/// <param name="ProofStates">States the proof looked at.</param>
/// <param name="Steps">Its steps, judged by every rule.</param>
/// <param name="Path">The functions that its last operation goes through.</param>
/// <param name="Guest">What a guest or the host's administrator can do after it.</param>
/// <param name="Reservations">What it rests on that no source confirms.</param>
/// <param name="Origin">Where its trace first goes wrong; null when that was not looked for.</param>
/// <param name="Outside">The file of the kernel around the driver in which it goes wrong; null: it is the driver's.</param>
public sealed record FindingData(
    string Rule, ulong Seed, string FoundIn, int FoundLength, string Trace, bool IsRefused, string Minimality, int ProofStates,
    IReadOnlyList<StepData> Steps, IReadOnlyList<string> Path, IReadOnlyList<GuestFact> Guest,
    IReadOnlyList<ReservationData> Reservations, Search.Causes.Origin? Origin = null, string? Outside = null);
