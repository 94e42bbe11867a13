namespace ApSpec.Architecture;

/// <summary>APIE, ECA.28 (0x8): what SIE does with a guest's AP instructions.</summary>
/// <remarks>Source: Linux 6.12.117 arch/s390/include/asm/kvm_host.h (ECA_APIE), arch/s390/kvm/priv.c.</remarks>
public enum ApInterpretation : byte
{
    /// <summary>APIE=1: runs them against the guest's APCB; only AQIC is intercepted.</summary>
    Interpreted,

    /// <summary>APIE=0: intercepts each.</summary>
    Intercepted,
}
