namespace ApSpec.Architecture;

/// <summary>
/// The reset that is running on a queue, if any. F is GR0 bit 41: also unbind a Secure Execution queue.
/// </summary>
public enum ResetKind : byte
{
    /// <summary>No reset is running.</summary>
    None,

    /// <summary>RAPQ, F=0: flush messages, disable interrupts.</summary>
    Rapq,

    /// <summary>RAPQ, F=1: as <see cref="Rapq"/>, and unbind.</summary>
    RapqUnbind,

    /// <summary>ZAPQ, F=0: as <see cref="Rapq"/>, and zeroize.</summary>
    Zapq,

    /// <summary>ZAPQ, F=1: as <see cref="Zapq"/>, and unbind.</summary>
    ZapqUnbind,
}
