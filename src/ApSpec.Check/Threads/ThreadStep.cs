using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Check.Threads;

/// <summary>One step of a run with threads, as a report needs it.</summary>
/// <param name="Thread">The thread or worker that took it (<see cref="ThreadName"/>).</param>
/// <param name="Call">Its call; of a worker the one that queued the work, with its thread.</param>
/// <param name="IsFirst">The call began with it.</param>
/// <param name="IsPreempting">Another thread could have gone on in the middle of its call.</param>
/// <param name="Effects">What it did, in order: usually one effect; none when a wait ended.</param>
/// <param name="Taken">Locks that it took.</param>
/// <param name="GivenBack">Locks that it gave back.</param>
/// <param name="WaitsFor">What the thread waits for from now on; null when it does not wait.</param>
/// <param name="Faults">Its faults, with kernel function names.</param>
/// <param name="Result">What the call returned; null when it has not.</param>
/// <param name="Violations">What it violates.</param>
public sealed record ThreadStep(
    byte Thread,
    Operation Call,
    bool IsFirst,
    bool IsPreempting,
    ImmutableArray<ThreadEffect> Effects,
    ImmutableArray<LockId> Taken,
    ImmutableArray<LockId> GivenBack,
    string? WaitsFor,
    ImmutableArray<Fault> Faults,
    StepResult? Result,
    ImmutableArray<ThreadViolation> Violations);
