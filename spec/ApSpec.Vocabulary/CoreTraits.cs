namespace ApSpec.Vocabulary;

/// <summary>What the KVM and VFIO core of the notifier era learnt in its time; a kernel has what was there before it, too.</summary>
[Flags]
public enum CoreTraits
{
    /// <summary>v4.20.</summary>
    None = 0,

    /// <summary>KVM intercepts PQAP(AQIC) and calls a hook (v5.3).</summary>
    Hook = 1,

    /// <summary>The hook has a semaphore of its own, held for reading while it is called (1e753732bda6).</summary>
    HookLock = 2,

    /// <summary>
    /// The VFIO core counts descriptors and calls the driver for the first open and the last close only, under the device set's lock;
    /// the module's reference is its own, too (v5.15).
    /// </summary>
    OpenCount = 4,

    /// <summary>v5.15 and later.</summary>
    All = Hook | HookLock | OpenCount,
}
