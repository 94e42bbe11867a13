namespace ApSpec.Vocabulary;

/// <summary>The driver that the attribute <c>driver_override</c> of a queue device names.</summary>
public enum QueueOverride : byte
{
    /// <summary><c>none</c>: the attribute is empty, apmask and aqmask decide.</summary>
    None,

    /// <summary><c>vfio_ap</c>.</summary>
    VfioAp,

    /// <summary><c>host</c>: one of the host's default drivers, such as cex4queue.</summary>
    Host,
}
