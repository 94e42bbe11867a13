namespace ApSpec.Vocabulary;

/// <summary>What the KVM and VFIO core gained in the notifier era. A kernel also has everything that came before it.</summary>
[Flags]
public enum CoreTraits
{
    /// <summary>v4.20.</summary>
    None = 0,

    /// <summary>
    /// KVM intercepts PQAP(AQIC) and calls a hook, and the mdev core removes a device whatever its driver answers, and reports success
    /// (v5.3; 5.10.262 mdev_device_remove_common). Before, a refusal ended the removal, and user space saw it (4.19 mdev_device_remove_ops).
    /// </summary>
    Hook = 1,

    /// <summary>The hook has a semaphore of its own, held for reading while it is called (1e753732bda6).</summary>
    HookLock = 2,

    /// <summary>
    /// The VFIO core counts descriptors and calls the driver for the first open and the last close only, under the device set's lock;
    /// the module's reference is its own, too (v5.15).
    /// </summary>
    OpenCount = 4,

    /// <summary>v5.15 to v5.18.</summary>
    All = Hook | HookLock | OpenCount,

    /// <summary>
    /// There is no notifier of a group's guest: the first open hands it to the driver, under the group's lock (421cfe6596f6, v5.19). The
    /// life of an mdev is that of the open_device era, though nothing is hot-plugged yet.
    /// </summary>
    OpenAttach = 8,
}
