namespace ApSpec.Architecture;

/// <summary>TAPQ GR2: what an adapter is and can do, 64 bits.</summary>
/// <remarks>
/// <code>
///   |S|M|C|D|A|X|N|L|  class  |BS|  ...  |   AT   |   ND   |    | ML |    | QD |
///   0 1 2 3 4 5 6 7 8       15 16 18   31 32    39 40    47 48   52   56   60 63
/// </code>
/// Bits 0-31 are there only when T was one. Source: Linux 6.12.117 arch/s390/include/asm/ap.h (struct ap_tapq_hwinfo);
/// letters from s390-tools zconf/zcrypt/lszcrypt.c.
/// </remarks>
/// <param name="Value">GR2.</param>
public readonly record struct HardwareInfo(ulong Value)
{
    /// <summary>The bits of card-level information; BS is a queue's own.</summary>
    public const ulong CardBits = 0xFFFF_0000_FFFF_0F0F;

    /// <summary>The bits that TAPQ fills without T.</summary>
    public const ulong WithoutFacilities = 0x0000_0000_FFFF_FFFF;

    /// <summary>S: special-command facility.</summary>
    public bool SpecialCommand => Bit(0);

    /// <summary>M: 4096-bit modulus-exponent.</summary>
    public bool ModExp4K => Bit(1);

    /// <summary>C: 4096-bit CRT.</summary>
    public bool Crt4K => Bit(2);

    /// <summary>D: CCA coprocessor.</summary>
    public bool Cca => Bit(3);

    /// <summary>A: accelerator.</summary>
    public bool Accelerator => Bit(4);

    /// <summary>X: EP11 coprocessor.</summary>
    public bool Ep11 => Bit(5);

    /// <summary>N: extended addressing.</summary>
    public bool Apxa => Bit(6);

    /// <summary>Command filtering available.</summary>
    public bool CommandFiltering => Bit(7);

    /// <summary>Bits 8-15; 0x80 full function set (F), 0x40 restricted (R).</summary>
    public byte Class => (byte)(Value >> 48);

    /// <summary>BS, bits 16-17.</summary>
    public BindState Bind => (BindState)((Value >> 46) & 3);

    /// <summary>AT, bits 32-39: 10 is CEX4, 14 is CEX8; 0 is unusable.</summary>
    public byte AdapterType => (byte)(Value >> 24);

    /// <summary>ND, bits 40-47: number of domains.</summary>
    public byte Domains => (byte)(Value >> 16);

    /// <summary>ML, bits 52-55: maximum message length in units of 4096 bytes; 0 means the default.</summary>
    public byte MessageLengthUnits => (byte)((Value >> 8) & 0xF);

    /// <summary>The longest message in bytes: ML units, or 12 KiB when ML is 0.</summary>
    public int MaxMessageBytes => MessageLengthUnits == 0 ? 12 * 1024 : MessageLengthUnits * 4096;

    /// <summary>How many messages a queue holds, 1..16: QD (bits 60-63) + 1.</summary>
    public int QueueDepth => (int)(Value & 0xF) + 1;

    /// <summary>The mode bit that is set. Exactly one is expected; the first of X, A, D wins.</summary>
    public QueueMode Mode => Ep11 ? QueueMode.Ep11 : Accelerator ? QueueMode.Accelerator : QueueMode.Cca;

    /// <summary>What is common to the queues of a card.</summary>
    public HardwareInfo Card => new(Value & CardBits);

    /// <summary>GR2 of a typical adapter of this mode: 4096-bit, APXA, full function set, depth 1..16.</summary>
    public static HardwareInfo Create(QueueMode mode, byte adapterType = 14, int depth = 8) => new(
        (mode switch { QueueMode.Ep11 => 0x0400_0000UL, QueueMode.Accelerator => 0x0800_0000UL, _ => 0x1000_0000UL }
            | 0x6280_0000UL) << 32
        | (ulong)adapterType << 24
        | (uint)((depth - 1) & 0xF));

    /// <summary>The same hardware with the bind state of one queue.</summary>
    public HardwareInfo WithBind(BindState bind) => new((Value & ~(3UL << 46)) | ((ulong)bind << 46));

    private bool Bit(int ibmBit) => ((Value >> (63 - ibmBit)) & 1) != 0;
}
