using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Check.Threads;

/// <summary>A thread whose call has not returned.</summary>
/// <param name="Thread">The thread.</param>
/// <param name="Call">Its call.</param>
/// <param name="Function">The kernel's function in which it is.</param>
/// <param name="Has">What others may wait for: locks that it holds, oldest first, a flag that it set.</param>
/// <param name="WaitsFor">What it waits for; null when it died.</param>
public sealed record UnfinishedThread(byte Thread, Operation Call, string Function, ImmutableArray<string> Has, string? WaitsFor);
