using ApSpec.Architecture;

namespace ApSpec.Vocabulary;

/// <summary>
/// The ledger that can be seen after a step: a read-only view of the first region of a state vector, no copy.
/// Masks are over the ids in play (bit n is the n-th adapter or domain of the scope).
/// </summary>
public readonly ref struct Observation(ObservationLayout layout, ReadOnlySpan<ulong> words)
{
    private readonly ReadOnlySpan<ulong> words = words;

    /// <summary>What is where.</summary>
    public ObservationLayout Layout { get; } = layout;

    /// <summary>The scope.</summary>
    public Scope Scope => Layout.Scope;

    /// <summary>The region itself.</summary>
    public ReadOnlySpan<ulong> Words => words;

    /// <summary>The queues with a field that is not zero, and few others.</summary>
    public UsedQueues UsedQueues => Layout.QueueWords.UsedIn(words);

    /// <summary>One field's value.</summary>
    public uint this[Field field] => field.Get(words);

    /// <summary>One mask.</summary>
    public ApMask this[MaskField field] => field.Get(words);

    /// <summary>What became of an mdev.</summary>
    public MdevLife LifeOf(MdevId m) => (MdevLife)Layout.Mdevs[m.Value].Life.Get(words);

    /// <summary>What became of a guest.</summary>
    public KvmLife LifeOf(KvmId k) => (KvmLife)Layout.Kvms[k.Value].Life.Get(words);

    /// <summary>Open descriptors of an mdev.</summary>
    public int OpensOf(MdevId m) => (int)Layout.Mdevs[m.Value].Opens.Get(words);

    /// <summary>The guest named for an mdev's group.</summary>
    public KvmId? GroupKvmOf(MdevId m) => KvmAt(Layout.Mdevs[m.Value].GroupKvm);

    /// <summary>The guest the driver stashed in an mdev.</summary>
    public KvmId? KvmOf(MdevId m) => KvmAt(Layout.Mdevs[m.Value].Kvm);

    /// <summary>True when a call on the mdev never returned.</summary>
    public bool IsBusy(MdevId m) => Layout.Mdevs[m.Value].Busy.Get(words) != 0;

    /// <summary>True when a call on the guest never returned.</summary>
    public bool IsBusy(KvmId k) => Layout.Kvms[k.Value].Busy.Get(words) != 0;

    /// <summary>References on a guest that the driver holds.</summary>
    public int DriverRefsOf(KvmId k) => (int)Layout.Kvms[k.Value].DriverRefs.Get(words);

    /// <summary>All references on a guest: VM, vcpu and kvm-vfio descriptors, the VFIO core's, and the driver's.</summary>
    public int RefsOf(KvmId k)
    {
        var kvm = Layout.Kvms[k.Value];
        return LifeOf(k) != KvmLife.Live
            ? 0
            : 3 - (int)(kvm.VmClosed.Get(words) + kvm.VcpuClosed.Get(words) + kvm.KvmVfioClosed.Get(words)) + DriverRefsOf(k)
              + (int)kvm.CoreRefs.Get(words);
    }

    /// <summary>The mdev whose hook a guest's PQAP(AQIC) calls.</summary>
    public MdevId? HookOf(KvmId k) => MdevAt(Layout.Kvms[k.Value].Hook);

    /// <summary>True when no bit of a guest's masks is set.</summary>
    public bool MasksAreZero(KvmId k)
    {
        var kvm = Layout.Kvms[k.Value];
        return kvm.Apm.IsEmpty(words) && kvm.Aqm.IsEmpty(words) && kvm.Adm.IsEmpty(words);
    }

    /// <summary>The driver a queue is bound to.</summary>
    public QueueDriver DriverOf(int queue) => (QueueDriver)Layout.Queues[queue].Driver.Get(words);

    /// <summary>True when a lock is held (between operations: by a call that never returned).</summary>
    public bool IsHeld(LockId id) => Layout.FieldOf(id).Get(words) != 0;

    /// <summary>A pointer field to a guest.</summary>
    public KvmId? KvmAt(Field pointer) => pointer.Get(words) is var v and not 0 ? new KvmId((byte)(v - 1)) : null;

    /// <summary>A pointer field to an mdev.</summary>
    public MdevId? MdevAt(Field pointer) => pointer.Get(words) is var v and not 0 ? new MdevId((byte)(v - 1)) : null;
}
