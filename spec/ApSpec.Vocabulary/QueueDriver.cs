namespace ApSpec.Vocabulary;

/// <summary>Which driver a queue device is bound to.</summary>
public enum QueueDriver : byte
{
    /// <summary>vfio_ap.</summary>
    VfioAp,

    /// <summary>None: unbound, or not in the host configuration.</summary>
    None,

    /// <summary>The host's default driver (zcrypt).</summary>
    Host,
}
