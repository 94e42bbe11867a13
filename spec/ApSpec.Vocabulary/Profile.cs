namespace ApSpec.Vocabulary;

/// <summary>Which callers a trace may contain.</summary>
public enum Profile : byte
{
    /// <summary>What user space can make the era's VFIO and KVM core deliver to the driver.</summary>
    Core,

    /// <summary>
    /// Also what no core delivers: a bare group notification (<c>notify</c>), and removal of an mdev whose descriptor is open.
    /// </summary>
    Hostile,
}
