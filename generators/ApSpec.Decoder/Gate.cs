namespace ApSpec.Decoder;

/// <summary>What a kind of operation needs before a correct driver does something with it.</summary>
internal enum Gate : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>An mdev that does not exist, and an instance left for it.</summary>
    MdevAbsent,

    /// <summary>An mdev without descriptors.</summary>
    MdevClosed,

    /// <summary>An mdev with a descriptor.</summary>
    MdevOpened,

    /// <summary>An mdev that exists.</summary>
    MdevLive,

    /// <summary>An mdev that exists and has no guest.</summary>
    MdevDetached,

    /// <summary>A guest that has an mdev, and a vcpu to run on.</summary>
    KvmAttached,

    /// <summary>A guest with an open VM descriptor.</summary>
    KvmVmOpen,

    /// <summary>A guest with an open vcpu descriptor.</summary>
    KvmVcpuOpen,

    /// <summary>A guest with an open kvm-vfio descriptor.</summary>
    KvmVfioOpen,

    /// <summary>A guest that is gone.</summary>
    KvmGone,

    /// <summary>A guest with an open VM descriptor, not yet in protected mode.</summary>
    KvmUnprotected,

    /// <summary>Something that an earlier operation took away.</summary>
    Away,

    /// <summary>An mdev without a descriptor, for whose group a guest is named.</summary>
    MdevNamed,

    /// <summary>An mdev whose removal waits for the last close.</summary>
    MdevRemoving,

    /// <summary>A guest in protected mode.</summary>
    KvmProtected,

    /// <summary>An AP bus scan that waits between its steps.</summary>
    Scanning,
}
