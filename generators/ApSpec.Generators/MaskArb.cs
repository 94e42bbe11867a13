using ApSpec.Architecture;
using FsCheck;
using FsCheck.Fluent;

namespace ApSpec.Generators;

/// <summary>Random 256-bit masks: empty, full, a few bits, nearly full, and random words.</summary>
public static class MaskArb
{
    /// <summary>Any mask; shrinks by words, then by bits.</summary>
    public static Arbitrary<ApMask> Any { get; } = Arb.From(
        Gen.Frequency(
            (1, Gen.Constant(ApMask.Empty)),
            (1, Gen.Constant(ApMask.All)),
            (6, Few.Select(bits => bits.Aggregate(ApMask.Empty, (mask, bit) => mask.With(bit)))),
            (2, Few.Select(bits => bits.Aggregate(ApMask.All, (mask, bit) => mask.Without(bit)))),
            (2, Gen.Choose(0, int.MaxValue).ArrayOf(8).Select(FromHalves))),
        Smaller);

    private static Gen<int[]> Few => Gen.Choose(1, 6).SelectMany(count => Gen.Choose(0, ApMask.Bits - 1).ArrayOf(count));

    // FsCheck's numbers have 31 bits: the top bit of each half is the lowest of the other.
    private static ApMask FromHalves(int[] halves)
    {
        ulong Word(int i) => ((ulong)halves[2 * i] << 33) ^ (ulong)halves[(2 * i) + 1] ^ ((ulong)(halves[2 * i] & 1) << 32);
        return ApMask.FromWords(Word(0), Word(1), Word(2), Word(3));
    }

    private static IEnumerable<ApMask> Smaller(ApMask mask)
    {
        for (var word = 0; word < 4; word++)
        {
            ulong Keep(int i) => i == word ? 0 : mask.Word(i);
            if (mask.Word(word) != 0)
                yield return ApMask.FromWords(Keep(0), Keep(1), Keep(2), Keep(3));
        }

        for (var bit = 0; bit < ApMask.Bits; bit++)
        {
            if (mask.Contains(bit))
                yield return mask.Without(bit);
        }
    }
}
