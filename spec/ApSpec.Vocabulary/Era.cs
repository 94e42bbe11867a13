namespace ApSpec.Vocabulary;

/// <summary>
/// A span of kernels in which the VFIO core drives an mdev in the same way, so that one lifecycle machine fits every
/// driver of it.
/// </summary>
public enum Era : byte
{
    /// <summary>
    /// v4.20 to v5.18: the driver hears of a guest through its VFIO_GROUP_NOTIFY_SET_KVM notifier, which the core also
    /// calls when the guest's pointer becomes NULL (until 421cfe6596f6).
    /// </summary>
    Notifier,

    /// <summary>
    /// v6.0 and later: the guest that is named for the group when the first descriptor is opened stays until the last is
    /// closed; the guest's masks follow the host configuration and the bound queues (hot plug).
    /// </summary>
    OpenDevice,
}
