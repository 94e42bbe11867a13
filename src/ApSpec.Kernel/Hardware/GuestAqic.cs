using ApSpec.Architecture;

namespace ApSpec.Kernel;

/// <summary>The registers of a guest's intercepted PQAP(AQIC), as the hook reads them.</summary>
/// <param name="Kvm">The guest.</param>
/// <param name="Apqn">The queue (GR0 bits 48-63).</param>
/// <param name="Enable">IR, GR1 bit 16.</param>
/// <param name="Isc">The guest's interruption subclass, GR1 bits 61-63.</param>
/// <param name="Nib">Guest absolute address of the notification-indicator byte, GR2.</param>
public readonly record struct GuestAqic(Kvm Kvm, Apqn Apqn, bool Enable, byte Isc, uint Nib)
{
    /// <summary>The NIB's page frame.</summary>
    public uint NibPage => Nib >> 12;
}
