namespace ApSpec.Architecture;

/// <summary>GR0 of the AP instructions, the low word (bits 32-63).</summary>
/// <remarks>
/// <code>
///   PQAP |   fc    |T|F| 000000 |  APID  |  APQI  |
///        32      39 40 41 42  47 48    55 56    63
///   NQAP | 1 at 33: last part | 41: special command |  APID  |  APQI  |
///   DQAP | 1 at 32                                  |  APID  |  APQI  |
/// </code>
/// Source: Linux 6.12.117 arch/s390/include/asm/ap.h; reserved bits: kvm-unit-tests 20231117151939.971079-3.
/// </remarks>
/// <param name="Value">The whole register; bits 0-31 are ignored.</param>
public readonly record struct Gr0(ulong Value)
{
    /// <summary>Bit 40, T: TAPQ returns the facilities.</summary>
    public const uint TBit = 0x0080_0000;

    /// <summary>Bit 41, F: RAPQ and ZAPQ also unbind. The I bit of QACT and the special bit of NQAP.</summary>
    public const uint FBit = 0x0040_0000;

    /// <summary>Bits 42-47, reserved for every PQAP function.</summary>
    public const uint ReservedBits = 0x003F_0000;

    /// <summary>Bits of the APQN that are reserved without APXA: APID above 63, APQI above 15.</summary>
    public const uint ApxaBits = 0x0000_C0F0;

    /// <summary>NQAP bits 32, 34, 35 and 40, reserved.</summary>
    public const uint NqapReservedBits = 0xB080_0000;

    /// <summary>DQAP bits 33, 34, 35, 40 and 41, reserved.</summary>
    public const uint DqapReservedBits = 0x70C0_0000;

    /// <summary>NQAP bit 33: the last (or only) part of a message. Linux always sets it.</summary>
    public const uint LastPartBit = 0x4000_0000;

    /// <summary>DQAP bit 32. Linux always sets it.</summary>
    public const uint DqapBit = 0x8000_0000;

    /// <summary>Bits 32-63.</summary>
    public uint Word => (uint)Value;

    /// <summary>PQAP function code, bits 32-39. May be a code that <see cref="ApFunction"/> has no name for.</summary>
    public byte FunctionCode => (byte)(Word >> 24);

    /// <summary>Bit 40.</summary>
    public bool T => (Word & TBit) != 0;

    /// <summary>Bit 41.</summary>
    public bool F => (Word & FBit) != 0;

    /// <summary>NQAP bit 33.</summary>
    public bool LastPart => (Word & LastPartBit) != 0;

    /// <summary>Bits 48-63.</summary>
    public Apqn Apqn => Apqn.FromQid((ushort)Value);

    /// <summary>GR0 of a PQAP function. T and F are for the functions that have them.</summary>
    public static Gr0 Pqap(ApFunction function, Apqn apqn, bool t = false, bool f = false) =>
        new(((uint)function << 24) | (t ? TBit : 0) | (f ? FBit : 0) | apqn.Qid);

    /// <summary>GR0 of NQAP for a whole message.</summary>
    public static Gr0 Nqap(Apqn apqn, bool special = false) => new(LastPartBit | (special ? FBit : 0) | apqn.Qid);

    /// <summary>GR0 of DQAP as Linux issues it.</summary>
    public static Gr0 Dqap(Apqn apqn) => new(DqapBit | apqn.Qid);
}
