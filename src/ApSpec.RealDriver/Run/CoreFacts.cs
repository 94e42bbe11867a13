namespace ApSpec.RealDriver.Run;

/// <summary>
/// What the VFIO and KVM core and the AP bus of a tree do that the compiled files do not show; read from the tree's text where it has them,
/// assumed where it has not.
/// </summary>
/// <param name="HoldsGuest">The VFIO core holds a reference on the guest while a descriptor is open.</param>
/// <param name="ReleasesGroups">kvm-vfio gives its groups back when its descriptor is closed, not when the VM dies.</param>
/// <param name="LocksGroup">The VFIO core holds its group lock around the first open and the last close.</param>
/// <param name="AsksForAny">Before an adapter or domain is reserved, the AP bus asks for all its queues.</param>
/// <param name="HasOverride">Queue devices have the attribute <c>driver_override</c>.</param>
public sealed record CoreFacts(
    bool HoldsGuest, bool ReleasesGroups, bool LocksGroup, bool AsksForAny, bool HasOverride);
