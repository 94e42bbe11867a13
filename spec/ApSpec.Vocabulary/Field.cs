using System.Runtime.CompilerServices;

namespace ApSpec.Vocabulary;

/// <summary>
/// A few bits of the state vector. A field of width 0 belongs to a feature that is off: it reads 0 and ignores writes.
/// </summary>
public readonly struct Field
{
    private readonly int word;
    private readonly byte shift;
    private readonly byte width;

    internal Field(int word, int shift, int width)
    {
        this.word = word;
        this.shift = (byte)shift;
        this.width = (byte)width;
    }

    /// <summary>Index of the 64-bit word that holds it.</summary>
    public int Word => word;

    /// <summary>Bits, 0 to 32.</summary>
    public int Width => width;

    /// <summary>The lowest bit's place in the word.</summary>
    public int Shift => shift;

    /// <summary>The largest value it holds.</summary>
    public uint Max => (uint)((1UL << width) - 1);

    /// <summary>Reads it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Get(ReadOnlySpan<ulong> words) => (uint)((words[Word] >> shift) & ((1UL << width) - 1));

    /// <summary>Writes it; <paramref name="value"/> must not exceed <see cref="Max"/> unless the width is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(Span<ulong> words, uint value)
    {
        ref var cell = ref words[Word];
        var mask = (1UL << width) - 1;
        cell = (cell & ~(mask << shift)) | ((value & mask) << shift);
    }
}
