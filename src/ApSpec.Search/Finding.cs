using System.Collections.Immutable;
using ApSpec.Search.Causes;
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

    /// <summary>What the sanitizers report of its trace; null when they were not asked, or see nothing.</summary>
    public SanitizerReport? Sanitizer { get; init; }

    /// <summary>Where its trace first goes wrong; null when that was not looked for.</summary>
    public Origin? Origin { get; init; }

    /// <summary>The step of its trace at which another rule is violated first, so that it follows from that; null when its own rule is the first.</summary>
    public int? FollowsFrom => Counterexample.Steps.FirstOrDefault(step => !step.Violations.IsEmpty)?.Number is { } first && first < Counterexample.Length ? first : null;

    /// <summary>True when something else goes wrong before it.</summary>
    public bool IsConsequence => FollowsFrom is not null;

    /// <summary>Who can do it.</summary>
    public Actor Who => Actors.Of(Counterexample.Trace);
}
