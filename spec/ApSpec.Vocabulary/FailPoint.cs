namespace ApSpec.Vocabulary;

/// <summary>A call of the kernel that an operation makes fail (<c>fail=...</c>): feature <c>failures</c>.</summary>
public enum FailPoint : byte
{
    /// <summary>Nothing fails.</summary>
    None,

    /// <summary><c>alloc</c>: the allocation of the operation returns NULL.</summary>
    Alloc,

    /// <summary><c>module</c>: the module is going away, <c>try_module_get</c> fails.</summary>
    Module,

    /// <summary><c>group</c>: the registration of the group notifier fails.</summary>
    Group,

    /// <summary><c>iommu</c>: the registration of the IOMMU notifier fails.</summary>
    Iommu,

    /// <summary><c>argsz</c>: the ioctl's structure is smaller than the call needs.</summary>
    Argsz,

    /// <summary><c>register</c>: the VFIO core finds no memory for the group of the device that the driver registers.</summary>
    Register,

    /// <summary><c>sysfs</c>: the files of the queue that the driver is bound to cannot be made.</summary>
    Sysfs,
}
