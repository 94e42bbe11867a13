namespace ApSpec.Architecture;

/// <summary>A guest's GISA with KVM's bookkeeping: who registered, when to alert, what is pending.</summary>
/// <remarks>
/// The default value is a guest without a GISA. Source: Linux 6.12.117 arch/s390/kvm/interrupt.c; the adapter's side is
/// DERIVED from its comments.
/// </remarks>
public record struct GuestInterrupts
{
    /// <summary>Where the GISA is: 31 bits, a multiple of 32; 0 without one.</summary>
    public uint Address { get; private set; }

    /// <summary>The GISA.</summary>
    public Gisa Gisa { get; private set; }

    /// <summary>Registrations.</summary>
    public GiscCounts Counts { get; private set; }

    /// <summary>Whether the GISA is in the alert list; while it is, IAM is not written (AP invariant A-I44).</summary>
    public readonly bool InAlertList => Address != 0 && Gisa.NextAlert != Address;

    /// <summary>Pending interrupts that somebody is registered for.</summary>
    public readonly byte Pending => (byte)(Gisa.Ipm & Counts.AlertMask);

    /// <summary>A guest with a GISA, nothing registered.</summary>
    public static GuestInterrupts At(uint address) =>
        new() { Address = address, Gisa = new Gisa { NextAlert = address } };

    /// <summary>Registers a queue for a subclass. ENODEV is looked for before ERANGE.</summary>
    public GiscResult Register(byte gisc)
    {
        if (Address == 0)
            return GiscResult.NoGisa;
        var result = Counts.TryRegister(gisc, out var after);
        Counts = after;
        TryStoreIam();
        return result;
    }

    /// <summary>Takes a registration back.</summary>
    public GiscResult Unregister(byte gisc)
    {
        if (Address == 0)
            return GiscResult.NoGisa;
        var result = Counts.TryUnregister(gisc, out var after);
        Counts = after;
        TryStoreIam();
        return result;
    }

    /// <summary>
    /// An adapter interrupts: IPM, and when IAM says so the GISA is put in front of the alert list. DERIVED: IAM
    /// is then 0 until KVM restores it.
    /// </summary>
    /// <returns>
    /// Whether an alert interruption on <see cref="Gib.Nisc"/> is raised: the list was empty, not suppressed.
    /// </returns>
    public bool Post(byte gisc, ref Gib gib)
    {
        if (Address == 0)
            return false;
        var bit = Gisa.BitOf(gisc);
        Gisa = Gisa with { Ipm = (byte)(Gisa.Ipm | bit) };
        if ((Gisa.Iam & bit) == 0 || InAlertList)
            return false;
        var alerts = gib.AlertListOrigin == Gib.Null;
        Gisa = Gisa with { NextAlert = gib.AlertListOrigin, Iam = 0 };
        gib = gib with { AlertListOrigin = Address };
        return alerts;
    }

    /// <summary>KVM takes the GISA out of the list that it has detached, and starts its kick timer (50 us).</summary>
    public void LeaveAlertList() => Gisa = Gisa with { NextAlert = Address };

    /// <summary>
    /// The kick timer. With something pending a vcpu is woken and it runs on; else IAM is restored and it stops.
    /// </summary>
    /// <returns>What is pending.</returns>
    public byte Kick()
    {
        if (Pending == 0)
            TryStoreIam();
        return Pending;
    }

    /// <summary>A vcpu takes the interrupt of a subclass.</summary>
    /// <returns>Whether it was pending.</returns>
    public bool Take(byte gisc)
    {
        var bit = Gisa.BitOf(gisc);
        var was = (Gisa.Ipm & bit) != 0;
        Gisa = Gisa with { Ipm = (byte)(Gisa.Ipm & ~bit) };
        return was;
    }

    /// <summary>The guest goes.</summary>
    /// <returns>The alert mask that is left: not 0 is a leak that the kernel warns of (AP invariant A-I41).</returns>
    public byte Destroy()
    {
        var left = Counts.AlertMask;
        this = default;
        return left;
    }

    private void TryStoreIam()
    {
        if (!InAlertList)
            Gisa = Gisa with { Iam = Counts.AlertMask };
    }
}
