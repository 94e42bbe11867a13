using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace ApSpec.Explore.Graph;

/// <summary>
/// Packs a state to those of its bits that were set in any state so far; every other bit is known to be 0. A state with a further bit needs a
/// wider packing.
/// </summary>
internal sealed class StatePacking
{
    private readonly ulong[] masks;
    private readonly Place[] places;

    private StatePacking(ulong[] masks)
    {
        this.masks = masks;
        places = [.. Enumerable.Range(0, masks.Length).Where(word => masks[word] != 0).Select(word => new Place(word, BitOperations.PopCount(masks[word]), masks[word]))];
        Bits = places.Sum(place => place.Width);
    }

    /// <summary>Bits of a packed state.</summary>
    public int Bits { get; }

    /// <summary>Words that hold them.</summary>
    public int Words => (Bits + 63) >> 6;

    /// <summary>The packing of states of <paramref name="words"/> words that are 0.</summary>
    public static StatePacking Of(int words) => new(new ulong[words]);

    /// <summary>This packing with room for the bits of one more state.</summary>
    public StatePacking With(ReadOnlySpan<ulong> state)
    {
        var wider = (ulong[])masks.Clone();
        for (var word = 0; word < wider.Length; word++)
            wider[word] |= state[word];
        return new StatePacking(wider);
    }

    /// <summary>False when the state has a bit that there is no room for.</summary>
    public bool TryPack(ReadOnlySpan<ulong> state, Span<ulong> key)
    {
        var all = masks;
        if (state.Length < all.Length || key.Length < all.Length)
            throw new ArgumentException($"a state has {all.Length} words", nameof(state));
        var other = 0UL;
        for (var word = 0; word < all.Length; word++)
            other |= state[word] & ~all[word];
        if (other != 0)
            return false;
        var (at, used) = (0, 0);
        var last = 0UL;
        foreach (ref readonly var place in places.AsSpan())
        {
            var bits = Extract(state[place.Word], place.Mask);
            last |= bits << used;
            used += place.Width;
            if (used < 64)
                continue;
            key[at++] = last;
            used -= 64;
            last = used == 0 ? 0 : bits >> (place.Width - used);
        }

        if (used > 0)
            key[at] = last;
        return true;
    }

    /// <summary>The state of a key.</summary>
    public void Unpack(ReadOnlySpan<ulong> key, Span<ulong> state)
    {
        state.Clear();
        var (at, used) = (0, 0);
        foreach (ref readonly var place in places.AsSpan())
        {
            var bits = key[at] >> used;
            used += place.Width;
            if (used >= 64)
            {
                at++;
                used -= 64;
                if (used > 0)
                    bits |= key[at] << (place.Width - used);
            }

            state[place.Word] = Deposit(bits, place.Mask);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Extract(ulong value, ulong mask)
    {
        if (Bmi2.X64.IsSupported)
            return Bmi2.X64.ParallelBitExtract(value, mask);
        var bits = 0UL;
        for (var bit = 0; mask != 0; mask &= mask - 1)
            bits |= ((value >> BitOperations.TrailingZeroCount(mask)) & 1) << bit++;
        return bits;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Deposit(ulong bits, ulong mask)
    {
        if (Bmi2.X64.IsSupported)
            return Bmi2.X64.ParallelBitDeposit(bits, mask);
        var value = 0UL;
        for (; mask != 0; mask &= mask - 1, bits >>= 1)
            value |= (bits & 1) << BitOperations.TrailingZeroCount(mask);
        return value;
    }

    private readonly record struct Place(int Word, int Width, ulong Mask);
}
