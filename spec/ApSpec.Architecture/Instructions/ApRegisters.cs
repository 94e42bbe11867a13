namespace ApSpec.Architecture;

/// <summary>The general registers that AP instructions use.</summary>
/// <remarks>
/// PQAP uses GR0, GR1 and GR2. NQAP and DQAP also have two even/odd pairs: R1 the PSMID (its high half in the low word
/// of the even register, its low half in that of the odd one), R2 the address and the length of the message.
/// Source: Linux 6.12.117 arch/s390/include/asm/ap.h (ap_nqap, ap_dqap).
/// </remarks>
public record struct ApRegisters
{
    /// <summary>GR0, see <see cref="Architecture.Gr0"/>.</summary>
    public ulong Gr0 { get; set; }

    /// <summary>GR1: AQIC control or QACT information in, status word out in bits 32-63.</summary>
    public ulong Gr1 { get; set; }

    /// <summary>GR2: an address or index in; hardware information, QACT information or residual length out.</summary>
    public ulong Gr2 { get; set; }

    /// <summary>R1, the even register.</summary>
    public ulong PsmidHigh { get; set; }

    /// <summary>R1+1, the odd register.</summary>
    public ulong PsmidLow { get; set; }

    /// <summary>R2, the even register: where the message or the buffer is.</summary>
    public ulong Address { get; set; }

    /// <summary>R2+1, the odd register: how many bytes it has.</summary>
    public ulong Length { get; set; }

    /// <summary>The status word in GR1.</summary>
    public readonly ApStatus Status => ApStatus.FromWord((uint)Gr1);

    /// <summary>The 64-bit PSMID of the pair R1.</summary>
    public ulong Psmid
    {
        readonly get => (PsmidHigh << 32) | (uint)PsmidLow;
        set => (PsmidHigh, PsmidLow) = (value >> 32, (uint)value);
    }
}
