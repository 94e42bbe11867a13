namespace ApSpec.Vocabulary;

/// <summary>What moves an mdev from one <see cref="LifecycleState"/> to another.</summary>
public enum LifecycleTrigger : byte
{
    /// <summary>The mdev is created.</summary>
    Create,

    /// <summary>The mdev is removed.</summary>
    Remove,

    /// <summary>The first descriptor is opened; a guest that is named is attached.</summary>
    Open,

    /// <summary>The first descriptor is opened; the guest that is named may not have this mdev.</summary>
    OpenRefused,

    /// <summary>One more descriptor is opened.</summary>
    OpenAgain,

    /// <summary>A guest is named for the group and may have this mdev.</summary>
    SetKvm,

    /// <summary>A guest is named that may not have this mdev, or the mdev has one already.</summary>
    SetKvmRefused,

    /// <summary>The guest is taken back: the KVM pointer becomes NULL.</summary>
    NullNotify,

    /// <summary>One of several descriptors is closed.</summary>
    ReleaseOne,

    /// <summary>The last descriptor is closed.</summary>
    ReleaseLast,

    /// <summary>The removal of an mdev that is open begins.</summary>
    Request,

    /// <summary>The last descriptor is closed and the removal that waited for it goes on.</summary>
    ReleaseGone,
}
