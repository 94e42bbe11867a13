using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>A rule violated by a kind of operation: the shortest counterexample, and where it came from.</summary>
/// <param name="Counterexample">The counterexample.</param>
/// <param name="Seed">The seed of the random trace that met it.</param>
/// <param name="FoundIn">The scope of that trace.</param>
/// <param name="FoundLength">The length of that trace.</param>
/// <param name="Reservations">What it rests on that no source confirms, as <see cref="Search.Reservations"/> says; empty when all is confirmed.</param>
public sealed record Finding(
    Counterexample Counterexample, ulong Seed, Scope FoundIn, int FoundLength, ImmutableArray<Reservation> Reservations)
{
    /// <summary>The file of the kernel around the driver in which it goes wrong; null: it is the driver's.</summary>
    public string? Outside { get; init; }
}
