namespace ApSpec.Lifecycle;

/// <summary>
/// A span of kernels in which the VFIO core drives an mdev in the same way, so that one lifecycle machine fits every
/// driver revision.
/// </summary>
public enum Era
{
    /// <summary>
    /// v4.20 to v5.18: the driver hears of a guest through its VFIO_GROUP_NOTIFY_SET_KVM notifier, which the core also
    /// calls when the guest's pointer becomes NULL (until 421cfe6596f6).
    /// </summary>
    Notifier,
}
