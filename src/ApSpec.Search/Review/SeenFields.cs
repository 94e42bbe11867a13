using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Review;

/// <summary>Compares the fields of the ledgers of two systems with the same layout.</summary>
/// <param name="all">All fields of the layout.</param>
/// <param name="isCompared">Fields that are compared; null for all observable ones.</param>
internal sealed class SeenFields(IEnumerable<FieldInfo> all, Func<FieldInfo, bool>? isCompared = null)
{
    private const int ChunkBits = 32;
    private readonly ImmutableArray<FieldInfo> fields =
        [.. all.Where(field => field.IsObservable && field.Width > 0 && isCompared?.Invoke(field) != false)];

    /// <summary>Those that differ, with both values.</summary>
    public IEnumerable<DifferencePart> Differences(ISystem first, ISystem second) => fields.Where(field => Differs(field, first, second))
        .Select(field => new DifferencePart(field.Name, field.Owner, Text(field, first), Text(field, second)));

    private static bool Differs(FieldInfo field, ISystem first, ISystem second)
    {
        for (var bit = 0; bit < field.Width; bit += ChunkBits)
        {
            if (Bits(field, bit, first) != Bits(field, bit, second))
                return true;
        }

        return false;
    }

    private static string Text(FieldInfo field, ISystem system) => field.Width > ChunkBits ? "other bits"
        : field.Kind is FieldKind.AdapterMask or FieldKind.DomainMask ? $"0x{Bits(field, 0, system):x}"
        : $"{Bits(field, 0, system)}";

    // A field of more than 64 bits begins on a word boundary; a shorter one does not cross it.
    private static uint Bits(FieldInfo field, int from, ISystem system)
    {
        var at = field.Shift + from;
        return (uint)((system.Observe().Words[field.Word + at / 64] >> (at % 64)) & ((1UL << Math.Min(ChunkBits, field.Width - from)) - 1));
    }
}
