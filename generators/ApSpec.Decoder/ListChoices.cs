using System.Collections.Immutable;

namespace ApSpec.Decoder;

/// <summary>
/// A finite source: each choice is the next number of a list, reduced below the bound asked for. A list that a
/// <see cref="RecordingChoices"/> made replays exactly.
/// </summary>
public sealed class ListChoices(ImmutableArray<uint> numbers) : IChoices
{
    private int next;

    /// <summary>A source over numbers of at least 0.</summary>
    public ListChoices(IEnumerable<int> numbers)
        : this([.. numbers.Select(n => checked((uint)n))])
    {
    }

    /// <inheritdoc/>
    public bool IsDry => next >= numbers.Length;

    /// <summary>Numbers used so far.</summary>
    public int Used => next;

    /// <inheritdoc/>
    public uint Next(uint bound)
    {
        ArgumentOutOfRangeException.ThrowIfZero(bound);
        return IsDry ? 0 : numbers[next++] % bound;
    }
}
