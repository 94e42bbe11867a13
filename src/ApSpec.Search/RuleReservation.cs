using System.Collections.Immutable;

namespace ApSpec.Search;

/// <summary>A reservation about a replayed trace.</summary>
/// <param name="Rules">Ids of the violated rules that it concerns; empty when it concerns the whole trace.</param>
/// <param name="Reservation">What is in doubt.</param>
public sealed record RuleReservation(ImmutableArray<string> Rules, Reservation Reservation);
