namespace ApSpec.Vocabulary;

/// <summary>A class of locks, as lockdep groups them.</summary>
public enum LockClass : byte
{
    /// <summary><c>L</c>: <c>matrix_dev->lock</c>, one mutex over every mdev.</summary>
    Matrix,

    /// <summary><c>K</c>: <c>kvm->lock</c>, one per guest.</summary>
    Kvm,

    /// <summary><c>V</c>: <c>vcpu->mutex</c>, held while the vcpu runs or is intercepted. One vcpu per guest is modelled.</summary>
    Vcpu,

    /// <summary><c>I</c>: the VFIO container's <c>iommu->lock</c>, taken to pin and unpin pages.</summary>
    Iommu,
}
