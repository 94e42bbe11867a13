using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Check.Threads;

/// <summary>One of two accesses that can happen at the same time.</summary>
/// <param name="Thread">The thread's number in the trace.</param>
/// <param name="Call">The call that makes it.</param>
/// <param name="What">Load, store or free.</param>
/// <param name="Bytes">How many bytes.</param>
/// <param name="Function">The function.</param>
/// <param name="Place">The function with its file and line.</param>
/// <param name="Held">The locks that the thread holds.</param>
public sealed record RacingAccess(byte Thread, Operation Call, string What, int Bytes, string Function, string Place, ImmutableArray<string> Held)
{
    /// <summary>True when the source marks it as one that may race, such as READ_ONCE does.</summary>
    public bool IsMarked { get; init; }
}
