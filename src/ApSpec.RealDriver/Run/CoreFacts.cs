namespace ApSpec.RealDriver.Run;

/// <summary>
/// Behaviour of the VFIO and KVM core and the AP bus of a tree that the compiled files do not show. It is read from the tree's text, or
/// assumed if the tree lacks the file.
/// </summary>
/// <param name="HoldsGuest">The VFIO core holds a reference on the guest while a descriptor is open.</param>
/// <param name="ReleasesGroups">kvm-vfio gives its groups back when its descriptor is closed, not when the VM dies.</param>
/// <param name="LocksGroup">The VFIO core holds its group lock around the first open and the last close.</param>
/// <param name="AsksForAny">Before an adapter or domain is reserved, the AP bus asks about all of its queues.</param>
/// <param name="HasOverride">Queue devices have the attribute <c>driver_override</c>.</param>
public sealed record CoreFacts(
    bool HoldsGuest, bool ReleasesGroups, bool LocksGroup, bool AsksForAny, bool HasOverride);
