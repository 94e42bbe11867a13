namespace ApSpec.Kernel;

/// <summary>Behaviour of the VFIO and KVM core and the AP bus around a driver of the open_device era, and optional parts of the driver.</summary>
/// <param name="HoldsGuest">The VFIO core holds a reference on the guest while a descriptor is open (2b48f52f2bff).</param>
/// <param name="ReleasesGroups">kvm-vfio gives its groups back when its descriptor is closed, not when the VM dies (51cdc8bc120e).</param>
/// <param name="LocksGroup">The VFIO core holds its group lock around the first open and the last close.</param>
/// <param name="WarnsOfAlertMask">
/// KVM warns when a guest is destroyed with interruption subclasses registered (kvm_s390_gisa_destroy of 6.12.117; 5.10.262 and 6.1.192 only
/// write a trace entry).
/// </param>
/// <param name="HasApConfig">The driver has the attribute <c>ap_config</c>.</param>
/// <param name="HasEventfds">The driver takes eventfds.</param>
public sealed record OpenDeviceFacts(
    bool HoldsGuest, bool ReleasesGroups, bool LocksGroup, bool WarnsOfAlertMask, bool HasApConfig, bool HasEventfds)
{
    /// <summary>Before an adapter or domain is reserved for the host, the AP bus asks about all of its queues, not only about those that go to the host.</summary>
    public bool AsksForAny { get; init; }

    /// <summary>Each descriptor of a device holds a reference on the driver's module; else only the first does (v6.2: vfio_device_first_open).</summary>
    public bool HoldsModuleEach { get; init; }

    /// <summary>KVM sets condition code 0 when an intercepted PQAP(AQIC) is done (83303a4c776c, v6.8).</summary>
    public bool SetsConditionCode { get; init; }

    /// <summary>Queue devices have the attribute <c>driver_override</c>, which takes precedence over apmask and aqmask.</summary>
    public bool HasOverride { get; init; }
}
