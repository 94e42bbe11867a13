using System.Collections.Immutable;

namespace ApSpec.Vocabulary;

/// <summary>A scope and the operations that happen in it, in order. Plain data: prints, parses, shrinks, replays.</summary>
public sealed record Trace(Scope Scope, ImmutableArray<Operation> Operations)
{
    /// <summary>The trace as the text of a <c>.trace</c> file, one operation a line.</summary>
    public override string ToString() =>
        string.Join('\n', [$"scope {Scope}", .. Operations.Select(op => op.ToString()), ""]);

    /// <summary>Traces are equal when their text is.</summary>
    public bool Equals(Trace? other) =>
        other is not null && Scope == other.Scope && Operations.AsSpan().SequenceEqual(other.Operations.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Scope, Operations.Length);
}
