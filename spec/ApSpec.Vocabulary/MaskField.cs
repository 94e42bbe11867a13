using ApSpec.Architecture;

namespace ApSpec.Vocabulary;

/// <summary>
/// A mask of the state vector: one bit per adapter (or domain) in play. In a scope of at most 64 ids it is part of a word; in a
/// larger one it is four whole words. Bit n of the value is the n-th id in play, not the id itself.
/// </summary>
public readonly struct MaskField
{
    private readonly int word;
    private readonly byte shift;
    private readonly ushort width;

    internal MaskField(int word, int shift, int width)
    {
        this.word = word;
        this.shift = (byte)shift;
        this.width = (ushort)width;
    }

    /// <summary>Index of the first word.</summary>
    public int Word => word;

    /// <summary>The lowest bit's place in the word; 0 when it is four words.</summary>
    public int Shift => shift;

    /// <summary>Words it touches: 1 or 4.</summary>
    public int Words => width > 64 ? 4 : 1;

    /// <summary>Bits in play; 0 for a feature that is off.</summary>
    public int Width => width;

    /// <summary>Reads it: bit n leftmost-first is the n-th id in play.</summary>
    public ApMask Get(ReadOnlySpan<ulong> words) =>
        width > 64 ? ApMask.FromWords(words[word], words[word + 1], words[word + 2], words[word + 3])
        : width == 0 ? default
        : ApMask.FromWords(((words[word] >> shift) & Ones) << (64 - width), 0, 0, 0);

    /// <summary>True when no bit is set.</summary>
    public bool IsEmpty(ReadOnlySpan<ulong> words) => width > 64
        ? (words[word] | words[word + 1] | words[word + 2] | words[word + 3]) == 0
        : width == 0 || ((words[word] >> shift) & Ones) == 0;

    /// <summary>True when the bit of the <paramref name="place"/>-th id in play is set.</summary>
    public bool Contains(ReadOnlySpan<ulong> words, int place) => width > 64
        ? (words[word + (place >> 6)] & (1UL << (63 - (place & 63)))) != 0
        : width != 0 && ((words[word] >> (shift + width - 1 - place)) & 1) != 0;

    /// <summary>True when both masks of one vector have the same bits; <paramref name="other"/> is over the same ids.</summary>
    public bool Matches(ReadOnlySpan<ulong> words, MaskField other) => width > 64
        ? words.Slice(word, 4).SequenceEqual(words.Slice(other.word, 4))
        : width == 0 || (((words[word] >> shift) ^ (words[other.word] >> other.shift)) & Ones) == 0;

    /// <summary>Writes it; bits beyond the ids in play must be zero.</summary>
    public void Set(Span<ulong> words, in ApMask value)
    {
        if (width > 64)
        {
            for (var i = 0; i < 4; i++)
                words[word + i] = value.Word(i);
        }
        else if (width > 0)
        {
            words[word] = (words[word] & ~(Ones << shift)) | ((value.Word(0) >> (64 - width)) << shift);
        }
    }

    private ulong Ones => ulong.MaxValue >> (64 - width);
}
