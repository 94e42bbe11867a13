using System.Collections.Immutable;

namespace ApSpec.Vocabulary;

/// <summary>The calls that one thread makes, one after the other.</summary>
/// <param name="Thread">The thread, 1 to <see cref="Operation.ThreadsMax"/>.</param>
/// <param name="Calls">The operations, without the thread.</param>
public sealed record ThreadCalls(byte Thread, ImmutableArray<Operation> Calls);
