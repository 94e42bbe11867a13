namespace ApSpec.Vocabulary;

/// <summary>
/// The states of an mdev's life as user space drives it, known from operations and their results alone.
/// </summary>
public enum LifecycleState : byte
{
    /// <summary>There is no such mdev.</summary>
    Absent,

    /// <summary>The mdev exists; no descriptor is open and no guest was named.</summary>
    Created,

    /// <summary>No descriptor is open; a guest is named for the group and waits for the first open.</summary>
    Offered,

    /// <summary>A descriptor is open; no guest is named.</summary>
    Opened,

    /// <summary>A descriptor is open and the named guest has the mdev's adapters: the one state that is entitled to anything.</summary>
    Attached,

    /// <summary>A descriptor is open, a guest is named, but it may not have this mdev (it has another, or has no CRYCB).</summary>
    Refused,
}
