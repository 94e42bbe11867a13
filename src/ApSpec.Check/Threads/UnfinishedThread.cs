using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Check.Threads;

/// <summary>A thread whose call has not returned, or a worker whose work has not.</summary>
/// <param name="Thread">The thread or worker.</param>
/// <param name="Call">Its call; of a worker the one that queued the work, with its thread.</param>
/// <param name="Function">The kernel's function in which it is.</param>
/// <param name="Has">What others may wait for: locks that it holds, oldest first, a flag that it set.</param>
/// <param name="WaitsFor">What it waits for; null when it died.</param>
public sealed record UnfinishedThread(byte Thread, Operation Call, string Function, ImmutableArray<string> Has, string? WaitsFor);
