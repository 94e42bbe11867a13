namespace ApSpec.Architecture;

/// <summary>What an AQIC asks for, after the registers were decoded and the address looked up.</summary>
/// <param name="Action">IR, GR1 bit 16.</param>
/// <param name="Isc">0..7: the GISC for a guest's queue, else the host's ISC.</param>
/// <param name="Nib">Key of the notification-indicator byte; 0 for address 0 or one that cannot be addressed.</param>
/// <param name="Owner">For whom interrupts are enabled.</param>
/// <param name="Gisa">Whether the GISA in GR1 can be used. No GISA counts as valid.</param>
public readonly record struct AqicRequest(
    IrqAction Action,
    byte Isc = 0,
    uint Nib = 0,
    ApOwner Owner = default,
    GisaCheck Gisa = GisaCheck.Valid)
{
    /// <summary>The request of an all-zero GR1.</summary>
    public static AqicRequest Disable => new(IrqAction.Disable);

    /// <summary>Asks for interrupts on <paramref name="isc"/> with indicator <paramref name="nib"/>.</summary>
    public static AqicRequest Enable(byte isc, uint nib, ApOwner owner) => new(IrqAction.Enable, isc, nib, owner);
}
