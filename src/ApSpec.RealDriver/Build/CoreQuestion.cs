namespace ApSpec.RealDriver.Build;

/// <summary>What the VFIO and KVM core and the AP bus do that the compiled files do not show.</summary>
public enum CoreQuestion
{
    /// <summary>The VFIO core holds a reference on the guest while a descriptor is open.</summary>
    HoldsGuest,

    /// <summary>kvm-vfio gives its groups back when its descriptor is closed, not when the VM dies.</summary>
    ReleasesGroups,

    /// <summary>The VFIO core holds its group lock around the first open and the last close.</summary>
    LocksGroup,

    /// <summary>The AP bus asks for every queue of an adapter or domain that it reserves, not for those alone that become the host's.</summary>
    AsksForAny,

    /// <summary>Queue devices have the attribute <c>driver_override</c>, and the AP bus obeys it before apmask and aqmask.</summary>
    HasOverride,
}
