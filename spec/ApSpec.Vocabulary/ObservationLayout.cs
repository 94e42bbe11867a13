using System.Collections.Immutable;

namespace ApSpec.Vocabulary;

/// <summary>
/// The observable region of the state vector: the ledger. A modelled revision and the compiled driver both fill it, and rules read nothing
/// else. A pointer to a freed object keeps its value, so that a dangling pointer is visible.
/// </summary>
public sealed class ObservationLayout
{
    private readonly Field[] locks; // by class and instance

    /// <summary>Lays out the first region of a vector.</summary>
    public ObservationLayout(LayoutBuilder builder)
    {
        Scope = builder.Scope;
        Era = builder.Era;
        Traits = builder.Traits;
        Mdevs = [.. Enumerable.Range(0, Scope.Mdevs).Select(m => new MdevFields(builder, m))];
        Kvms = [.. Enumerable.Range(0, Scope.Kvms).Select(k => new KvmFields(builder, k))];
        builder.BelongTo(EntityKind.World, 0);
        World = new WorldFields(builder);
        Queues = [.. Enumerable.Range(0, Scope.Queues).Select(q => new QueueFields(builder, q))];
        builder.Align();
        Words = builder.Words;
        QueueWords = new QueueWords(builder, 0);
        locks = [.. Enum.GetValues<LockClass>().SelectMany(kind => Enumerable.Range(0, LockId.InstancesMax).Select(instance => Find(kind, instance)))];
    }

    /// <summary>The scope.</summary>
    public Scope Scope { get; }

    /// <summary>The era.</summary>
    public Era Era { get; }

    /// <summary>The era whose lifecycle an mdev has. v5.19 has the lifecycle of the open_device era and all else of the notifier era.</summary>
    public Era Lifecycle => Traits.HasFlag(CoreTraits.OpenAttach) ? Era.OpenDevice : Era.Notifier;

    /// <summary>What the core around the driver has.</summary>
    public CoreTraits Traits { get; }

    /// <summary>Words of the region.</summary>
    public int Words { get; }

    /// <summary>By mdev.</summary>
    public ImmutableArray<MdevFields> Mdevs { get; }

    /// <summary>By guest.</summary>
    public ImmutableArray<KvmFields> Kvms { get; }

    /// <summary>By queue: adapter's place times the domains in play plus domain's place.</summary>
    public ImmutableArray<QueueFields> Queues { get; }

    /// <summary>The words of <see cref="Queues"/>.</summary>
    public QueueWords QueueWords { get; }

    /// <summary>Fields that belong to no entity.</summary>
    public WorldFields World { get; }

    /// <summary>The field that says whether a lock is held.</summary>
    public Field FieldOf(LockId id) => locks[((int)id.Class * LockId.InstancesMax) + id.Instance];

    private Field Find(LockClass kind, int instance) => kind switch
    {
        LockClass.Matrix => World.MatrixLock,
        LockClass.Kvm => OfKvm(instance)?.KvmLock ?? default,
        LockClass.Vcpu => OfKvm(instance)?.VcpuLock ?? OfKvm(instance - KvmId.CountMax)?.SecondVcpuLock ?? default,
        LockClass.Iommu => OfMdev(instance)?.IommuLock ?? default,
        LockClass.Guests => World.GuestsLock,
        LockClass.Mdevs => World.MdevsLock,
        LockClass.Hook => OfKvm(instance)?.HookLock ?? default,
        LockClass.Perms => World.PermsLock,
        LockClass.DevSet => OfMdev(instance)?.DevSetLock ?? default,
        LockClass.VfioGroup => OfMdev(instance)?.GroupLock ?? default,
        LockClass.DeviceList => World.DeviceListLock,
        LockClass.Other => World.OtherLock,
        _ => throw new InvalidOperationException($"unknown lock class {kind}"),
    };

    private MdevFields? OfMdev(int instance) => instance < Mdevs.Length ? Mdevs[instance] : null;

    private KvmFields? OfKvm(int instance) => instance >= 0 && instance < Kvms.Length ? Kvms[instance] : null;
}
