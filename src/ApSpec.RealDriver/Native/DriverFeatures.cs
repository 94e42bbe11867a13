namespace ApSpec.RealDriver.Native;

/// <summary>Features of a compiled tree, found by probes: <c>enum apx_feature</c> of Shim/abi.h.</summary>
[Flags]
public enum DriverFeatures : uint
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary><c>ap_matrix_mdev.shadow_apcb</c>.</summary>
    Shadow = 1,

    /// <summary><c>apm_add</c>, <c>aqm_add</c>, <c>adm_add</c>.</summary>
    AddMasks = 2,

    /// <summary>A table of queues in each mdev.</summary>
    QueueTable = 4,

    /// <summary><c>vfio_device_ops.request</c>.</summary>
    Request = 8,

    /// <summary>SET_IRQS with a request eventfd.</summary>
    RequestIrq = 16,

    /// <summary>SET_IRQS with a configuration-change eventfd.</summary>
    ConfigIrq = 32,

    /// <summary>The sysfs attribute <c>ap_config</c>.</summary>
    ApConfig = 64,

    /// <summary><c>ap_driver.in_use</c>.</summary>
    InUse = 128,

    /// <summary><c>ap_driver.on_config_changed</c>.</summary>
    ConfigChanged = 256,

    /// <summary><c>ap_driver.on_scan_complete</c>.</summary>
    ScanComplete = 512,

    /// <summary><c>vfio_device_ops.dma_unmap</c>.</summary>
    DmaUnmap = 1024,

    /// <summary>The sysfs attribute <c>guest_matrix</c>.</summary>
    GuestMatrix = 2048,

    /// <summary>The PQAP hook has its own semaphore.</summary>
    HookSemaphore = 4096,

    /// <summary>guests_lock and mdevs_lock.</summary>
    TwoLocks = 8192,

    /// <summary>A work item waits for the end of a reset.</summary>
    ResetWork = 16384,

    /// <summary>A notifier of the VFIO group tells the driver its guest.</summary>
    GroupNotifier = 32768,

    /// <summary>A notifier of the container tells the driver of unmapped memory.</summary>
    IommuNotifier = 65536,

    /// <summary>The VFIO core counts descriptors and calls the driver for the first open and the last close only.</summary>
    OpenCount = 131072,

    /// <summary>VFIO, mdev and kvm-vfio are the tree's own.</summary>
    OwnVfio = 262144,

    /// <summary>The AP bus is the tree's own.</summary>
    OwnBus = 524288,
}
