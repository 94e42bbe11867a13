namespace ApSpec.Architecture;

/// <summary>The information register of QACT: GR1 in, GR2 out.</summary>
/// <remarks>
/// Bits 3-5 mode (D, A, X), 32-39 category (an adapter type), 48-63 version. Linux asks with the highest type it knows
/// and gets one that it can drive the adapter as.
/// Source: Linux 6.12.117 arch/s390/include/asm/ap.h (union ap_qact_ap_info), drivers/s390/crypto/ap_bus.c.
/// </remarks>
/// <param name="Value">The register.</param>
public readonly record struct QactInfo(ulong Value)
{
    /// <summary>Bits 3-5.</summary>
    public byte Mode => (byte)((Value >> 58) & 7);

    /// <summary>Bits 32-39.</summary>
    public byte Category => (byte)(Value >> 24);

    /// <summary>Bits 48-63.</summary>
    public ushort Version => (ushort)Value;

    /// <summary>A register from its parts.</summary>
    public static QactInfo Create(byte mode, byte category, ushort version = 0) =>
        new(((ulong)(mode & 7) << 58) | ((ulong)category << 24) | version);

    /// <summary>
    /// The answer for this hardware: its own type, or the asked one when the adapter is newer. DERIVED from how
    /// Linux uses the answer.
    /// </summary>
    public QactInfo AnswerFor(HardwareInfo hardware) =>
        Create(Mode, Math.Min(hardware.AdapterType, Category), Version);
}
