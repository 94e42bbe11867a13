using System.Buffers.Binary;

namespace ApSpec.Architecture;

/// <summary>The guest interruption state area, 32 bytes: where adapters leave a guest's interrupts.</summary>
/// <remarks>
/// <code>
///   format 0:  00 next alert | 04 IPM | 05 | 06 ......GC | 07 IAM | 08 reserved | 0C count | 10 reserved
///   format 1:  00 next alert | 04 IPM | 05 SIMM | 06 NIMM | 07 IAM | 08 AISM | 10 ......GC | 11 reserved | 1C count
/// </code>
/// Bit 0x80 >> gisc of IPM and IAM is for that subclass. Source: Linux 6.12.117 arch/s390/include/asm/kvm_host.h
/// (struct kvm_s390_gisa).
/// </remarks>
public record struct Gisa
{
    /// <summary>The size of the area.</summary>
    public const int Size = 32;

    private const byte GBit = 0x02;
    private const byte CBit = 0x01;

    /// <summary>The next GISA in the alert list; the GISA's own address when it is in none.</summary>
    public uint NextAlert { get; set; }

    /// <summary>IPM: interrupts that are pending.</summary>
    public byte Ipm { get; set; }

    /// <summary>SIMM, format 1: subclasses in single-interruption mode.</summary>
    public byte Simm { get; set; }

    /// <summary>NIMM, format 1: subclasses in no-interruption mode.</summary>
    public byte Nimm { get; set; }

    /// <summary>IAM: subclasses that raise an alert.</summary>
    public byte Iam { get; set; }

    /// <summary>AISM, format 1: one byte for each subclass.</summary>
    public ulong Aism { get; set; }

    /// <summary>The G bit.</summary>
    public bool G { get; set; }

    /// <summary>The C bit.</summary>
    public bool C { get; set; }

    /// <summary>The adapter-interruption counter.</summary>
    public uint Count { get; set; }

    /// <summary>The bit of a subclass 0..7 in IPM and IAM.</summary>
    public static byte BitOf(byte gisc) => (byte)(0x80 >> (gisc & 7));

    /// <summary>Reads 32 bytes.</summary>
    public static Gisa FromBytes(ReadOnlySpan<byte> bytes, GisaFormat format)
    {
        var first = format == GisaFormat.Format1;
        var bits = bytes[first ? 0x10 : 0x06];
        return new Gisa
        {
            NextAlert = BinaryPrimitives.ReadUInt32BigEndian(bytes),
            Ipm = bytes[4],
            Simm = first ? bytes[5] : (byte)0,
            Nimm = first ? bytes[6] : (byte)0,
            Iam = bytes[7],
            Aism = first ? BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]) : 0,
            G = (bits & GBit) != 0,
            C = (bits & CBit) != 0,
            Count = BinaryPrimitives.ReadUInt32BigEndian(bytes[(first ? 0x1C : 0x0C)..]),
        };
    }

    /// <summary>Writes 32 bytes; reserved ones are zero.</summary>
    public readonly void CopyTo(Span<byte> bytes, GisaFormat format)
    {
        bytes[..Size].Clear();
        var first = format == GisaFormat.Format1;
        BinaryPrimitives.WriteUInt32BigEndian(bytes, NextAlert);
        bytes[4] = Ipm;
        if (first)
        {
            bytes[5] = Simm;
            bytes[6] = Nimm;
            BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Aism);
        }

        bytes[7] = Iam;
        bytes[first ? 0x10 : 0x06] |= (byte)((G ? GBit : 0) | (C ? CBit : 0));
        BinaryPrimitives.WriteUInt32BigEndian(bytes[(first ? 0x1C : 0x0C)..], Count);
    }
}
