using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Explore;

/// <summary>
/// Compares the ledgers of two systems. Their layouts may differ (v4.20 has no hook), so fields are matched by name. A field that only one of
/// them has is left out.
/// </summary>
internal sealed class LedgerComparison
{
    private const int ChunkBits = 32;
    private readonly bool isOneLayout;
    private readonly ImmutableArray<(string Name, FieldInfo A, FieldInfo B)> pairs;

    /// <summary>Matches the fields of two state vectors.</summary>
    public LedgerComparison(IReadOnlyList<FieldInfo> fieldsA, IReadOnlyList<FieldInfo> fieldsB)
    {
        var seenA = Seen(fieldsA);
        var seenB = Seen(fieldsB);
        isOneLayout = seenA.SequenceEqual(seenB);
        pairs = [.. seenA.Join(seenB, NameOf, NameOf, (a, b) => (NameOf(a), a, b))];
    }

    /// <summary>True when no field differs.</summary>
    public bool IsSame(ReadOnlySpan<ulong> wordsA, ReadOnlySpan<ulong> wordsB)
    {
        if (isOneLayout)
            return wordsA.SequenceEqual(wordsB);
        foreach (var (_, a, b) in pairs)
        {
            for (var first = 0; first < Math.Max(a.Width, b.Width); first += ChunkBits)
            {
                if (Bits(a, first, wordsA) != Bits(b, first, wordsB))
                    return false;
            }
        }

        return true;
    }

    /// <summary>The fields that differ, with both values; masks of more adapters or domains than 32 are left out.</summary>
    public ImmutableArray<(string Field, uint A, uint B)> Differences(ulong[] wordsA, ulong[] wordsB) =>
    [
        .. pairs.Where(pair => Math.Max(pair.A.Width, pair.B.Width) <= ChunkBits)
            .Select(pair => (pair.Name, Bits(pair.A, 0, wordsA), Bits(pair.B, 0, wordsB)))
            .Where(pair => pair.Item2 != pair.Item3),
    ];

    private static FieldInfo[] Seen(IReadOnlyList<FieldInfo> fields) => [.. fields.Where(field => field.IsObservable && field.Width > 0)];

    private static string NameOf(FieldInfo field) => $"{field.Owner}.{field.Name}";

    // A field of more than 64 bits begins on a word boundary; a shorter one does not cross it.
    private static uint Bits(FieldInfo field, int first, ReadOnlySpan<ulong> words)
    {
        if (first >= field.Width)
            return 0;
        var at = field.Shift + first;
        var width = Math.Min(ChunkBits, field.Width - first);
        return (uint)((words[field.Word + at / 64] >> (at % 64)) & ((1UL << width) - 1));
    }
}
