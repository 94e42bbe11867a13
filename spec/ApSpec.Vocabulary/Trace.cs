using System.Collections.Immutable;

namespace ApSpec.Vocabulary;

/// <summary>A scope and the operations that happen in it, in order. Plain data: prints, parses, shrinks, replays.</summary>
public sealed record Trace(Scope Scope, ImmutableArray<Operation> Operations)
{
    /// <summary>The most threads that make calls at once.</summary>
    public const int ThreadsMax = 4;

    /// <summary>The most calls that they make together.</summary>
    public const int CallsMax = 12;

    /// <summary>
    /// The order in which the calls of its threads go on; null when each operation ends, or waits, before the next begins. With a schedule the
    /// operations without a thread happen first, one after the other, then those of all threads at once.
    /// </summary>
    public Schedule? Schedule { get; init; }

    /// <summary>The operations before the threads.</summary>
    public ImmutableArray<Operation> Before => Schedule is null ? Operations : [.. Operations.TakeWhile(op => op.Thread == 0)];

    /// <summary>The calls of each thread, by thread; none without a schedule.</summary>
    public ImmutableArray<ThreadCalls> Threads => Schedule is null ? [] :
        [.. Operations.Where(op => op.Thread != 0).GroupBy(op => op.Thread).OrderBy(calls => calls.Key)
            .Select(calls => new ThreadCalls(calls.Key, [.. calls.Select(op => op with { Thread = 0 })]))];

    /// <summary>The trace as the text of a <c>.trace</c> file, one operation a line.</summary>
    public override string ToString() =>
        string.Join('\n', [$"scope {Scope}", .. Operations.Select(op => op.ToString()), .. Schedule is null ? Array.Empty<string>() : [Schedule.ToString()], ""]);

    /// <summary>Traces are equal when their text is.</summary>
    public bool Equals(Trace? other) =>
        other is not null && Scope == other.Scope && Operations.AsSpan().SequenceEqual(other.Operations.AsSpan()) && Schedule == other.Schedule;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Scope, Operations.Length);
}
