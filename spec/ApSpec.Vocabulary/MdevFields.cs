using System.Collections.Immutable;

namespace ApSpec.Vocabulary;

/// <summary>The observable fields of one mdev.</summary>
public sealed class MdevFields
{
    internal MdevFields(LayoutBuilder b, int mdev)
    {
        b.Of(EntityKind.Mdev, mdev);
        Life = b.Add("life", FieldKind.State, 3, "absent, live, freed or orphaned");
        Opens = b.Add("opens", FieldKind.Counter, b.Scope.Cap, "open descriptors");
        GroupKvm = b.Add("group.kvm", FieldKind.KvmPointer, b.Scope.Kvms, "the guest named for the VFIO group");
        Kvm = b.Add("kvm", FieldKind.KvmPointer, b.Scope.Kvms, "the guest the driver stashed");
        GroupNotifier = b.Add("group_notifier", FieldKind.Flag, 1, "the group notifier is registered");
        IommuNotifier = b.Add("iommu_notifier", FieldKind.Flag, 1, "the IOMMU notifier is registered");
        Busy = b.Add("busy", FieldKind.Flag, 1, "a call on it never returned");
        Apm = b.AddMask("matrix.apm", FieldKind.AdapterMask, "adapters assigned", Features.Masks);
        Aqm = b.AddMask("matrix.aqm", FieldKind.DomainMask, "usage domains assigned", Features.Masks);
        Adm = b.AddMask("matrix.adm", FieldKind.DomainMask, "control domains assigned", Features.Control);
        IommuLock = b.Add("iommu_lock", FieldKind.Flag, 1, "lock I is held", Features.Irq);
        Pins = [.. b.Scope.Pages.Select(p =>
            b.Add($"pins[0x{p:x}]", FieldKind.Counter, b.Scope.Cap, "pins of this guest page", Features.Irq))];
    }

    /// <summary><see cref="MdevLife"/>.</summary>
    public Field Life { get; }

    /// <summary>Open descriptors.</summary>
    public Field Opens { get; }

    /// <summary>The guest named for the VFIO group.</summary>
    public Field GroupKvm { get; }

    /// <summary>The guest the driver stashed.</summary>
    public Field Kvm { get; }

    /// <summary>The group notifier is registered.</summary>
    public Field GroupNotifier { get; }

    /// <summary>The IOMMU notifier is registered.</summary>
    public Field IommuNotifier { get; }

    /// <summary>A call on it never returned.</summary>
    public Field Busy { get; }

    /// <summary>Adapters assigned.</summary>
    public MaskField Apm { get; }

    /// <summary>Usage domains assigned.</summary>
    public MaskField Aqm { get; }

    /// <summary>Control domains assigned.</summary>
    public MaskField Adm { get; }

    /// <summary>Lock I is held.</summary>
    public Field IommuLock { get; }

    /// <summary>Pins by page of the scope.</summary>
    public ImmutableArray<Field> Pins { get; }
}
