namespace ApSpec.Vocabulary;

/// <summary>
/// The lifecycle state of every mdev, and which guest each attached one has: eight bits an mdev (state in the low 4, guest in the
/// high 4), so that a whole scope is one word of a search's key.
/// </summary>
public readonly record struct Lifecycles(ulong Bits)
{
    /// <summary>The state of <paramref name="mdev"/>.</summary>
    public LifecycleState StateOf(MdevId mdev) => (LifecycleState)((Bits >> (mdev.Value * 8)) & 0xf);

    /// <summary>The guest that <paramref name="mdev"/> is attached to; null unless its state is Attached.</summary>
    public KvmId? KvmOf(MdevId mdev) =>
        StateOf(mdev) == LifecycleState.Attached ? new KvmId((byte)((Bits >> ((mdev.Value * 8) + 4)) & 0xf)) : null;

    /// <summary>What <paramref name="mdev"/> may and must hold.</summary>
    public Entitlement EntitlementOf(MdevId mdev) => new(KvmOf(mdev));

    /// <summary>The mdev that <paramref name="kvm"/> is attached to; null when there is none.</summary>
    public MdevId? MdevOf(KvmId kvm)
    {
        var attached = Cell(LifecycleState.Attached, kvm);
        byte mdev = 0;
        for (var cells = Bits; cells != 0; cells >>= 8)
        {
            if ((cells & 0xff) == attached)
                return new MdevId(mdev);
            mdev++;
        }

        return null;
    }

    /// <summary>How many mdevs are attached to <paramref name="kvm"/>.</summary>
    public int CountOf(KvmId kvm)
    {
        var attached = Cell(LifecycleState.Attached, kvm);
        var count = 0;
        for (var cells = Bits; cells != 0; cells >>= 8)
            count += (cells & 0xff) == attached ? 1 : 0;
        return count;
    }

    /// <summary>The guests that <paramref name="mdevs"/> (one bit each) are attached to, one bit each.</summary>
    public uint GuestsOf(uint mdevs)
    {
        var guests = 0u;
        for (var cells = Bits; mdevs != 0 && cells != 0; mdevs >>= 1, cells >>= 8)
        {
            if ((mdevs & 1) != 0 && (cells & 0xf) == (ulong)LifecycleState.Attached)
                guests |= 1u << (int)((cells >> 4) & 0xf);
        }

        return guests;
    }

    /// <summary>The same with <paramref name="mdev"/> in another state.</summary>
    public Lifecycles With(MdevId mdev, LifecycleState state, KvmId? kvm = null)
    {
        var cell = Cell(state, state == LifecycleState.Attached ? kvm!.Value : default);
        return new Lifecycles((Bits & ~(0xffUL << (mdev.Value * 8))) | (cell << (mdev.Value * 8)));
    }

    private static ulong Cell(LifecycleState state, KvmId kvm) => (ulong)state | ((ulong)kvm.Value << 4);
}
