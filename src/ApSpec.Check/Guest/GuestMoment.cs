namespace ApSpec.Check;

/// <summary>When a later operation comes.</summary>
public enum GuestMoment : byte
{
    /// <summary>When its own time comes.</summary>
    Later,

    /// <summary>When every descriptor is closed.</summary>
    AllClosed,

    /// <summary>When every mdev is removed.</summary>
    AllRemoved,
}
