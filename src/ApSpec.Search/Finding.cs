using System.Collections.Immutable;
using ApSpec.Search.Causes;
using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>A rule violated by a kind of operation: the shortest counterexample, and where it came from.</summary>
/// <param name="Counterexample">The counterexample.</param>
/// <param name="Seed">The seed of the random trace that met it.</param>
/// <param name="FoundIn">The scope of that trace.</param>
/// <param name="FoundLength">The length of that trace.</param>
/// <param name="Reservations">Unconfirmed facts behind it (<see cref="Search.Reservations"/>); empty when all is confirmed.</param>
public sealed record Finding(
    Counterexample Counterexample, ulong Seed, Scope FoundIn, int FoundLength, ImmutableArray<Reservation> Reservations)
{
    /// <summary>The file outside the driver in which it goes wrong; null when it is in the driver.</summary>
    public string? Outside { get; init; }

    /// <summary>The sanitizers' report on its trace; null when they were not run, or report nothing.</summary>
    public SanitizerReport? Sanitizer { get; init; }

    /// <summary>The first violation of its trace; null when not determined.</summary>
    public Origin? Origin { get; init; }

    /// <summary>The step at which another rule is violated earlier, of which this finding is a consequence; null when its own rule is first.</summary>
    public int? FollowsFrom => Counterexample.Steps.FirstOrDefault(step => !step.Violations.IsEmpty)?.Number is { } first && first < Counterexample.Length ? first : null;

    /// <summary>True when it is a consequence of an earlier violation.</summary>
    public bool IsConsequence => FollowsFrom is not null;

    /// <summary>Who can do it.</summary>
    public Actor Who => Actors.Of(Counterexample.Trace);
}
