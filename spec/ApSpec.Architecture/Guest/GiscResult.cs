namespace ApSpec.Architecture;

/// <summary>How registering or unregistering an interrupt subclass ended, and the kernel's errno for it.</summary>
/// <remarks>Source: Linux 6.12.117 arch/s390/kvm/interrupt.c (kvm_s390_gisc_register, _unregister).</remarks>
public enum GiscResult : byte
{
    /// <summary>Done. Register returns the NISC, unregister 0.</summary>
    Done,

    /// <summary>ENODEV: the guest has no GISA.</summary>
    NoGisa,

    /// <summary>ERANGE: the subclass is above 7.</summary>
    OutOfRange,

    /// <summary>EINVAL: unregister without a registration.</summary>
    NotRegistered,

    /// <summary>No errno: the model's counter is at its cap of 255; a verdict past it would be no verdict.</summary>
    CapReached,
}
