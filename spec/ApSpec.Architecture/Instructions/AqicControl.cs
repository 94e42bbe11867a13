namespace ApSpec.Architecture;

/// <summary>GR1 of AQIC: the interruption control, 64 bits.</summary>
/// <remarks>
/// <code>
///   |      |  zone  |IR|    | GISC |      |GF|0| GISA origin >> 4 |0|ISC|
///   0     8       15 16     21   23      30 31 33               59 61 63
/// </code>
/// A guest gives only IR and ISC; the host builds the rest. Zone: UNCONFIRMED, its use is not public.
/// Source: Linux 6.12.117 arch/s390/include/asm/ap.h (union ap_qirq_ctrl).
/// </remarks>
/// <param name="Value">GR1.</param>
public readonly record struct AqicControl(ulong Value)
{
    private const ulong IrBit = 1UL << 47;
    private const ulong GisaField = 0x7FFF_FFF0;

    /// <summary>Zone, bits 8-15.</summary>
    public byte Zone => (byte)(Value >> 48);

    /// <summary>IR, bit 16.</summary>
    public IrqAction Action => (Value & IrBit) != 0 ? IrqAction.Enable : IrqAction.Disable;

    /// <summary>GISC, bits 21-23: the guest's interrupt subclass, 0..7.</summary>
    public byte Gisc => (byte)((Value >> 40) & 7);

    /// <summary>GF, bits 30-31: the format of the GISA.</summary>
    public byte GisaFormat => (byte)((Value >> 32) & 3);

    /// <summary>
    /// The address of the GISA, 31 bits, a multiple of 16; 0 without one. Bits 33-59 are its bits 33-59.
    /// </summary>
    public uint GisaOrigin => (uint)(Value & GisaField);

    /// <summary>ISC, bits 61-63, 0..7: the host's interrupt subclass, with a GISA that of the alert (NISC).</summary>
    public byte Isc => (byte)(Value & 7);

    /// <summary>All zero: disable.</summary>
    public static AqicControl Disable => default;

    /// <summary>What a guest, or a host without a GISA, gives.</summary>
    public static AqicControl Enable(byte isc) => new(IrBit | (isc & 7u));

    /// <summary>What the host gives for a guest's queue.</summary>
    /// <param name="gisaOrigin">31 bits, a multiple of 16.</param>
    /// <param name="gisaFormat">0 or 1.</param>
    /// <param name="gisc">The guest's subclass, 0..7.</param>
    /// <param name="nisc">The subclass of the alert interruption, 0..7.</param>
    public static AqicControl EnableForGuest(uint gisaOrigin, byte gisaFormat, byte gisc, byte nisc) => new(
        IrBit | ((ulong)(gisc & 7) << 40) | ((ulong)(gisaFormat & 3) << 32) | (gisaOrigin & GisaField) | (nisc & 7u));
}
