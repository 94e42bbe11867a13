namespace ApSpec.Vocabulary;

/// <summary>A class of locks, as lockdep groups them.</summary>
public enum LockClass : byte
{
    /// <summary><c>L</c>: <c>matrix_dev->lock</c>, one mutex over every mdev.</summary>
    Matrix,

    /// <summary><c>K</c>: <c>kvm->lock</c>, one per guest.</summary>
    Kvm,

    /// <summary><c>V</c>: <c>vcpu->mutex</c>, held while the vcpu runs or is intercepted.</summary>
    Vcpu,

    /// <summary><c>I</c>: the VFIO container's <c>iommu->lock</c>, taken to pin and unpin pages.</summary>
    Iommu,

    /// <summary><c>G</c>: <c>matrix_dev->guests_lock</c>.</summary>
    Guests,

    /// <summary><c>M</c>: <c>matrix_dev->mdevs_lock</c>.</summary>
    Mdevs,

    /// <summary><c>H</c>: <c>kvm->arch.crypto.pqap_hook_rwsem</c>, one per guest.</summary>
    Hook,

    /// <summary><c>P</c>: <c>ap_perms_mutex</c>, later <c>ap_attr_mutex</c>, of the AP bus.</summary>
    Perms,

    /// <summary><c>D</c>: the VFIO device set's lock, held while an mdev is opened and closed.</summary>
    DevSet,

    /// <summary><c>VG</c>: the VFIO group's lock.</summary>
    VfioGroup,

    /// <summary><c>DL</c>: the VFIO container's list of devices that hear of an unmap.</summary>
    DeviceList,

    /// <summary><c>X</c>: a lock of the driver that is none of these.</summary>
    Other,
}
