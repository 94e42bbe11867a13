using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Check.Threads;

/// <summary>A thread that makes calls.</summary>
/// <param name="Begun">How many of its calls have begun.</param>
/// <param name="IsUnderWay">The last of them has not returned.</param>
/// <param name="Outcome">How it ended; <see cref="Outcome.Returned"/> unless a fatal fault or a lock stopped it.</param>
/// <param name="WaitsFor">What it waits for; null when it does not wait.</param>
/// <param name="Held">Locks that it holds, oldest first.</param>
/// <param name="Has">What others may wait for until it goes on: its locks, oldest first, a flag that it set.</param>
/// <param name="Result">What the last call returned; null when it has not.</param>
public sealed record ThreadStatus(
    int Begun, bool IsUnderWay, Outcome Outcome, string? WaitsFor, ImmutableArray<LockId> Held, ImmutableArray<string> Has, StepResult? Result)
{
    /// <summary>True after a fatal fault.</summary>
    public bool IsDead => Outcome != Outcome.Returned;
}
