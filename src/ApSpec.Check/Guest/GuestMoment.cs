namespace ApSpec.Check;

/// <summary>The moment of a later operation.</summary>
public enum GuestMoment : byte
{
    /// <summary>When it is next done.</summary>
    Later,

    /// <summary>When every descriptor is closed.</summary>
    AllClosed,

    /// <summary>When every mdev is removed.</summary>
    AllRemoved,
}
