using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace ApSpec.Architecture;

/// <summary>
/// A set of ids 0..255: APM (adapters), AQM (usage domains) or ADM (control domains). 256 bits, bit 0 leftmost.
/// </summary>
/// <remarks>
/// <code>
///   word 0            word 1            word 2             word 3
///   |0 ......... 63|  |64 ....... 127|  |128 ...... 191|   |192 ...... 255|
/// </code>
/// Id n is in word n/64, mask 1 &lt;&lt; (63 - n%64); in memory byte n/8, mask 0x80 >> (n%8). The host's own bit order
/// is never used. Source: Linux 6.12.117 drivers/s390/crypto/ap_bus.h (ap_test_bit).
/// </remarks>
public readonly struct ApMask : IEquatable<ApMask>
{
    /// <summary>The number of ids a mask can hold.</summary>
    public const int Bits = 256;

    /// <summary>The size of a mask in memory.</summary>
    public const int Bytes = 32;

    // Word() indexes from _w0: the four words must stay adjacent and in this order.
    private readonly ulong _w0;
    private readonly ulong _w1;
    private readonly ulong _w2;
    private readonly ulong _w3;

    private ApMask(ulong w0, ulong w1, ulong w2, ulong w3) => (_w0, _w1, _w2, _w3) = (w0, w1, w2, w3);

    /// <summary>No id.</summary>
    public static ApMask Empty => default;

    /// <summary>Every id: the default of apmask and aqmask.</summary>
    public static ApMask All => new(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue);

    /// <summary>Whether no id is in the mask.</summary>
    public bool IsEmpty => (_w0 | _w1 | _w2 | _w3) == 0;

    /// <summary>How many ids are in the mask, 0..256.</summary>
    public int Count => BitOperations.PopCount(_w0) + BitOperations.PopCount(_w1)
        + BitOperations.PopCount(_w2) + BitOperations.PopCount(_w3);

    /// <summary>The smallest id, or -1 when the mask is empty.</summary>
    public int First
    {
        get
        {
            if (_w0 != 0) return BitOperations.LeadingZeroCount(_w0);
            if (_w1 != 0) return 64 + BitOperations.LeadingZeroCount(_w1);
            if (_w2 != 0) return 128 + BitOperations.LeadingZeroCount(_w2);
            return _w3 != 0 ? 192 + BitOperations.LeadingZeroCount(_w3) : -1;
        }
    }

    /// <summary>The ids in both.</summary>
    public static ApMask operator &(in ApMask a, in ApMask b) =>
        new(a._w0 & b._w0, a._w1 & b._w1, a._w2 & b._w2, a._w3 & b._w3);

    /// <summary>The ids in either.</summary>
    public static ApMask operator |(in ApMask a, in ApMask b) =>
        new(a._w0 | b._w0, a._w1 | b._w1, a._w2 | b._w2, a._w3 | b._w3);

    /// <summary>The ids in exactly one.</summary>
    public static ApMask operator ^(in ApMask a, in ApMask b) =>
        new(a._w0 ^ b._w0, a._w1 ^ b._w1, a._w2 ^ b._w2, a._w3 ^ b._w3);

    /// <summary>Whether both hold the same ids.</summary>
    public static bool operator ==(in ApMask a, in ApMask b) => (a ^ b).IsEmpty;

    /// <summary>Whether the ids differ.</summary>
    public static bool operator !=(in ApMask a, in ApMask b) => !(a == b);

    /// <summary>The mask of four words, word 0 holding ids 0..63.</summary>
    public static ApMask FromWords(ulong word0, ulong word1 = 0, ulong word2 = 0, ulong word3 = 0) =>
        new(word0, word1, word2, word3);

    /// <summary>The mask of these ids, each 0..255.</summary>
    public static ApMask Of(params ReadOnlySpan<int> ids)
    {
        var mask = Empty;
        foreach (var id in ids)
            mask = mask.With(id);
        return mask;
    }

    /// <summary>The ids from 0 to <paramref name="last"/>, which is -1..255.</summary>
    public static ApMask UpTo(int last)
    {
        var mask = Empty;
        for (var id = 0; id <= last; id++)
            mask = mask.With(id);
        return mask;
    }

    /// <summary>Reads 32 bytes, byte 0 holding ids 0..7.</summary>
    public static ApMask FromBytes(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt64BigEndian(bytes),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]));

    /// <summary>Writes 32 bytes, byte 0 holding ids 0..7.</summary>
    public void CopyTo(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, _w0);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], _w1);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[16..], _w2);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[24..], _w3);
    }

    /// <summary>Word <paramref name="index"/> (0..3), its leftmost bit being id 64 * index.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Word(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)index, 3u);
        return Unsafe.Add(ref Unsafe.AsRef(in _w0), index);
    }

    /// <summary>Whether <paramref name="id"/> (0..255) is in the mask; false outside that range.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Contains(int id) =>
        (uint)id < Bits && ((Unsafe.Add(ref Unsafe.AsRef(in _w0), id >> 6) << (id & 63)) >> 63) != 0;

    /// <summary>Whether the adapter is in the mask, read as an APM.</summary>
    public bool Contains(Apid id) => Contains(id.Value);

    /// <summary>Whether the domain is in the mask, read as an AQM or ADM.</summary>
    public bool Contains(Apqi id) => Contains(id.Value);

    /// <summary>The mask and <paramref name="id"/> (0..255).</summary>
    public ApMask With(int id) => this | Single(id);

    /// <summary>The mask less <paramref name="id"/> (0..255).</summary>
    public ApMask Without(int id) => AndNot(Single(id));

    /// <summary>The ids here that are not in <paramref name="other"/>.</summary>
    public ApMask AndNot(in ApMask other) =>
        new(_w0 & ~other._w0, _w1 & ~other._w1, _w2 & ~other._w2, _w3 & ~other._w3);

    /// <summary>Whether some id is in both.</summary>
    public bool Intersects(in ApMask other) => !(this & other).IsEmpty;

    /// <summary>Whether every id here is in <paramref name="other"/>.</summary>
    public bool IsSubsetOf(in ApMask other) => AndNot(other).IsEmpty;

    /// <inheritdoc/>
    public bool Equals(ApMask other) => this == other;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ApMask other && this == other;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_w0, _w1, _w2, _w3);

    /// <summary>64 lower-case hex digits, id 0 leftmost, without <c>0x</c>.</summary>
    public override string ToString() => $"{_w0:x16}{_w1:x16}{_w2:x16}{_w3:x16}";

    /// <summary>The ids in ascending order, without allocation.</summary>
    public ApMaskEnumerator GetEnumerator() => new(this);

    private static ApMask Single(int id)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)id, 255u);
        var bit = 1UL << (63 - (id & 63));
        return (id >> 6) switch
        {
            0 => new ApMask(bit, 0, 0, 0),
            1 => new ApMask(0, bit, 0, 0),
            2 => new ApMask(0, 0, bit, 0),
            _ => new ApMask(0, 0, 0, bit),
        };
    }
}
