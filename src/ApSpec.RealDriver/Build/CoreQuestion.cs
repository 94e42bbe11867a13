namespace ApSpec.RealDriver.Build;

/// <summary>Questions about the VFIO and KVM core and the AP bus that the compiled files do not answer.</summary>
public enum CoreQuestion
{
    /// <summary>The VFIO core holds a reference on the guest while a descriptor is open.</summary>
    HoldsGuest,

    /// <summary>kvm-vfio gives its groups back when its descriptor is closed, not when the VM dies.</summary>
    ReleasesGroups,

    /// <summary>The VFIO core holds its group lock around the first open and the last close.</summary>
    LocksGroup,

    /// <summary>The AP bus asks about every queue of an adapter or domain that it reserves, not only about those that go to the host.</summary>
    AsksForAny,

    /// <summary>Queue devices have the attribute <c>driver_override</c>, and the AP bus obeys it before apmask and aqmask.</summary>
    HasOverride,
}
