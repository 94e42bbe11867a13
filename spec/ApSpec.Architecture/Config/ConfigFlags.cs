namespace ApSpec.Architecture;

/// <summary>The flags word of the QCI block, bits 0-31 from the left.</summary>
/// <remarks>
/// Linux 6.12.117 takes a flags word of 0 as "QCI not supported": a host with QCI must have one set
/// (drivers/s390/crypto/ap_bus.c, ap_test_config). Names: arch/s390/include/asm/ap.h (struct ap_config_info).
/// </remarks>
[Flags]
public enum ConfigFlags : uint
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Bit 0, S: special-command facility.</summary>
    Apsc = 0x8000_0000,

    /// <summary>Bit 1, N: extended addressing, ids up to 255.</summary>
    Apxa = 0x4000_0000,

    /// <summary>Bit 2, C: PQAP(QACT) available.</summary>
    Qact = 0x2000_0000,

    /// <summary>Bit 3, R: reply code 0x8A supported.</summary>
    Rc8a = 0x1000_0000,

    /// <summary>Bit 8, B: Secure Execution binding facility.</summary>
    Apsb = 0x0080_0000,
}
