namespace ApSpec.Architecture;

/// <summary>How many queues of a guest are registered for each interrupt subclass (GISC) 0..7. Each 0..255.</summary>
/// <remarks>Source: Linux 6.12.117 arch/s390/kvm/interrupt.c (struct kvm_s390_gisa_iam, ref_count).</remarks>
/// <param name="Packed">One byte for each subclass, subclass 0 lowest.</param>
public readonly record struct GiscCounts(ulong Packed)
{
    /// <summary>Registrations of a subclass 0..7.</summary>
    public byte this[byte gisc] => (byte)(Packed >> (8 * (gisc & 7)));

    /// <summary>All registrations.</summary>
    public int Total
    {
        get
        {
            var total = 0;
            for (byte gisc = 0; gisc < 8; gisc++)
                total += this[gisc];
            return total;
        }
    }

    /// <summary>KVM's alert mask: bit 0x80 >> gisc exactly when its count is not 0 (AP invariant A-I43).</summary>
    public byte AlertMask
    {
        get
        {
            byte mask = 0;
            for (byte gisc = 0; gisc < 8; gisc++)
                mask |= this[gisc] != 0 ? Gisa.BitOf(gisc) : (byte)0;
            return mask;
        }
    }

    /// <summary>One more registration.</summary>
    public GiscResult TryRegister(byte gisc, out GiscCounts after)
    {
        after = this;
        if (gisc > 7)
            return GiscResult.OutOfRange;
        if (this[gisc] == byte.MaxValue)
            return GiscResult.CapReached;
        after = new GiscCounts(Packed + (1UL << (8 * gisc)));
        return GiscResult.Done;
    }

    /// <summary>One registration less.</summary>
    public GiscResult TryUnregister(byte gisc, out GiscCounts after)
    {
        after = this;
        if (gisc > 7)
            return GiscResult.OutOfRange;
        if (this[gisc] == 0)
            return GiscResult.NotRegistered;
        after = new GiscCounts(Packed - (1UL << (8 * gisc)));
        return GiscResult.Done;
    }
}
