namespace ApSpec.Architecture;

/// <summary>
/// BS, TAPQ GR2 bits 16-17: what a Secure Execution guest may do with the queue. Outside Secure Execution it is 0.
/// </summary>
/// <remarks>Source: Linux 6.12.117 arch/s390/include/asm/ap.h, drivers/s390/crypto/ap_bus.h (AP_BS_Q_*).</remarks>
public enum BindState : byte
{
    /// <summary>Usable: bound, and associated when it is an EP11 queue.</summary>
    Usable = 0,

    /// <summary>Bound, no secret associated: usable without secure keys.</summary>
    UsableNoSecureKey = 1,

    /// <summary>Not bound; BAPQ may bind it.</summary>
    AvailableForBinding = 2,

    /// <summary>Not usable: a CCA queue, or one bound elsewhere.</summary>
    Unusable = 3,
}
