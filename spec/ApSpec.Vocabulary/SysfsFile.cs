namespace ApSpec.Vocabulary;

/// <summary>An attribute of an mdev that is read.</summary>
public enum SysfsFile : byte
{
    /// <summary><c>matrix</c>: the queues that are assigned.</summary>
    Matrix,

    /// <summary><c>guest_matrix</c>: the queues that a guest has or would have (v6.0 and later).</summary>
    GuestMatrix,

    /// <summary><c>control_domains</c>: the control domains that are assigned.</summary>
    ControlDomains,

    /// <summary><c>ap_config</c>: all three masks (6.10 and later).</summary>
    ApConfig,
}
