using System.Buffers.Binary;

namespace ApSpec.Architecture;

/// <summary>
/// The guest information block, 32 bytes, one for the machine: heads the list of GISAs that raised an alert.
/// </summary>
/// <param name="AlertListOrigin">The first GISA, or <see cref="Null"/>, or <see cref="Suppressed"/>.</param>
/// <param name="Nisc">The host's subclass of alert interruptions, 0..7; the low 3 bits of byte 8.</param>
/// <remarks>
/// Source: Linux 6.12.117 arch/s390/include/asm/kvm_host.h (struct kvm_s390_gib), arch/s390/kvm/interrupt.c.
/// </remarks>
public readonly record struct Gib(uint AlertListOrigin, byte Nisc)
{
    /// <summary>The size of the block.</summary>
    public const int Size = 32;

    /// <summary>The list is empty; the next GISA raises an alert.</summary>
    public const uint Null = 0;

    /// <summary>The list is empty and being processed; no alert is raised.</summary>
    public const uint Suppressed = 1;

    /// <summary>Reads 32 bytes.</summary>
    public static Gib FromBytes(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt32BigEndian(bytes), (byte)(bytes[8] & 7));

    /// <summary>Writes 32 bytes; reserved ones are zero.</summary>
    public void CopyTo(Span<byte> bytes)
    {
        bytes[..Size].Clear();
        BinaryPrimitives.WriteUInt32BigEndian(bytes, AlertListOrigin);
        bytes[8] = (byte)(Nisc & 7);
    }
}
