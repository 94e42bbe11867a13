namespace ApSpec.Architecture;

/// <summary>The format of a CRYCB, as the low two bits of a CRYCB designation (CRYCBD) say it.</summary>
/// <remarks>
/// KVM picks it by facility: no MSAX3 (STFLE 76) 0; MSAX3 without APXA 1; both 2.
/// Source: Linux 6.12.117 arch/s390/kvm/kvm-s390.c (kvm_s390_set_crycb_format), arch/s390/include/asm/kvm_host.h.
/// </remarks>
public enum CrycbFormat : byte
{
    /// <summary>Format 0, encoded 0: APCB0, no wrapping keys.</summary>
    Format0 = 0,

    /// <summary>Format 1, encoded 1: APCB0.</summary>
    Format1 = 1,

    /// <summary>Encoding 2: no format; a validity intercept in vSIE.</summary>
    Reserved = 2,

    /// <summary>Format 2, encoded 3: APCB1.</summary>
    Format2 = 3,
}
