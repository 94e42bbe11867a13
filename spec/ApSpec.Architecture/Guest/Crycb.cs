using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace ApSpec.Architecture;

/// <summary>
/// A guest's crypto control block, 256 bytes. A mutable value; compare with <see cref="Equals(Crycb)"/>.
/// </summary>
/// <remarks>
/// <code>
///   00 APCB0: APM 8 | AQM 8 (16 bits) | ADM 8 (16 bits) | 0     20 reserved
///   48 DEA wrapping key mask 24    60 AES wrapping key mask 32
///   80 APCB1: APM 32 | AQM 32 | ADM 32 | 0
/// </code>
/// Formats 0 and 1 use APCB0, format 2 APCB1. Source: Linux 6.12.117 arch/s390/include/asm/kvm_host.h
/// (struct kvm_s390_crypto_cb), arch/s390/kvm/kvm-s390.c (kvm_arch_crypto_set_masks, _clear_masks).
/// </remarks>
public struct Crycb : IEquatable<Crycb>
{
    /// <summary>The size of the block.</summary>
    public const int Size = 256;

    /// <summary>Where the wrapping key masks are: DEA 24 bytes, then AES 32.</summary>
    public const int KeysOffset = 0x48;

    /// <summary>The size of the wrapping key masks.</summary>
    public const int KeysSize = 56;

    /// <summary>Where APCB1 is.</summary>
    public const int Apcb1Offset = 0x80;

    /// <summary>The size of APCB0, which is at 0.</summary>
    public const int Apcb0Size = 32;

    private const ulong Leftmost16 = 0xFFFF_0000_0000_0000;

    private Storage _bytes;

    /// <summary>Reads a block of 256 bytes.</summary>
    public static Crycb FromBytes(ReadOnlySpan<byte> bytes)
    {
        var block = default(Crycb);
        bytes[..Size].CopyTo(block._bytes);
        return block;
    }

    /// <summary>The format KVM gives a guest.</summary>
    public static CrycbFormat FormatFor(ApFacilities facilities, bool apxa) =>
        !facilities.HasFlag(ApFacilities.Msax3) ? CrycbFormat.Format0
        : apxa ? CrycbFormat.Format2
        : CrycbFormat.Format1;

    /// <summary>
    /// The masks as a format can hold them: 256 bits each, or 64 APM bits, 16 AQM bits and 16 ADM bits.
    /// </summary>
    public static ApMasks Truncate(in ApMasks masks, CrycbFormat format) => format == CrycbFormat.Format2
        ? masks
        : new ApMasks(
            ApMask.FromWords(masks.Apm.Word(0)),
            ApMask.FromWords(masks.Aqm.Word(0) & Leftmost16),
            ApMask.FromWords(masks.Adm.Word(0) & Leftmost16));

    /// <summary>What a guest may use: its masks, and no more than the host's configuration.</summary>
    public readonly ApMasks EffectiveMasks(CrycbFormat format, in ApMasks host) => Masks(format) & host;

    /// <summary>The masks in the block of the format.</summary>
    public readonly ApMasks Masks(CrycbFormat format)
    {
        ReadOnlySpan<byte> bytes = _bytes;
        if (format == CrycbFormat.Format2)
        {
            return new ApMasks(
                ApMask.FromBytes(bytes[Apcb1Offset..]),
                ApMask.FromBytes(bytes[(Apcb1Offset + 0x20)..]),
                ApMask.FromBytes(bytes[(Apcb1Offset + 0x40)..]));
        }

        return Truncate(
            new ApMasks(
                ApMask.FromWords(BinaryPrimitives.ReadUInt64BigEndian(bytes)),
                ApMask.FromWords(BinaryPrimitives.ReadUInt64BigEndian(bytes[0x08..])),
                ApMask.FromWords(BinaryPrimitives.ReadUInt64BigEndian(bytes[0x10..]))),
            format);
    }

    /// <summary>
    /// Replaces the masks, never merges. Writes only the format's APCB: 32 bytes each, or 8 bytes of APM and 2 bytes
    /// each of AQM and ADM. The caller holds kvm->lock and keeps every vcpu out of SIE meanwhile (AP invariant A-I10).
    /// </summary>
    public void SetMasks(CrycbFormat format, in ApMasks masks)
    {
        Span<byte> bytes = _bytes;
        if (format == CrycbFormat.Format2)
        {
            masks.Apm.CopyTo(bytes[Apcb1Offset..]);
            masks.Aqm.CopyTo(bytes[(Apcb1Offset + 0x20)..]);
            masks.Adm.CopyTo(bytes[(Apcb1Offset + 0x40)..]);
            return;
        }

        BinaryPrimitives.WriteUInt64BigEndian(bytes, masks.Apm.Word(0));
        BinaryPrimitives.WriteUInt16BigEndian(bytes[0x08..], (ushort)(masks.Aqm.Word(0) >> 48));
        BinaryPrimitives.WriteUInt16BigEndian(bytes[0x10..], (ushort)(masks.Adm.Word(0) >> 48));
    }

    /// <summary>Zeroes APCB0 and APCB1 wholly, whatever the format (AP invariant A-I7). Keys stay.</summary>
    public void ClearMasks()
    {
        Span<byte> bytes = _bytes;
        bytes[..Apcb0Size].Clear();
        bytes[Apcb1Offset..].Clear();
    }

    /// <summary>The 256 bytes, writable.</summary>
    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public Span<byte> AsSpan() => _bytes;

    /// <summary>Writes the 256 bytes.</summary>
    public readonly void CopyTo(Span<byte> bytes) => ((ReadOnlySpan<byte>)_bytes).CopyTo(bytes);

    /// <inheritdoc/>
    public readonly bool Equals(Crycb other) => ((ReadOnlySpan<byte>)_bytes).SequenceEqual(other._bytes);

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is Crycb other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(_bytes);
        return hash.ToHashCode();
    }

    /// <summary>Whether the bytes are the same.</summary>
    public static bool operator ==(in Crycb a, in Crycb b) => a.Equals(b);

    /// <summary>Whether a byte differs.</summary>
    public static bool operator !=(in Crycb a, in Crycb b) => !a.Equals(b);

    [InlineArray(Size)]
    private struct Storage
    {
        private byte _first;
    }
}
