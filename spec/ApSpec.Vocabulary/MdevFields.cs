using System.Collections.Immutable;

namespace ApSpec.Vocabulary;

/// <summary>The observable fields of one mdev.</summary>
public sealed class MdevFields
{
    internal MdevFields(LayoutBuilder b, int mdev)
    {
        b.BelongTo(EntityKind.Mdev, mdev);
        Life = b.Add("life", FieldKind.State, 3, "absent, live, freed or orphaned");
        Opens = b.Add("opens", FieldKind.Counter, b.Scope.Cap, "open descriptors");
        GroupKvm = b.Add("group.kvm", FieldKind.KvmPointer, b.Scope.Kvms, "the guest named for the VFIO group");
        Kvm = b.Add("kvm", FieldKind.KvmPointer, b.Scope.Kvms, "the guest the driver stashed");
        GroupNotifier = b.Add("group_notifier", FieldKind.Flag, 1, "the group notifier is registered", only: Era.Notifier);
        IommuNotifier = b.Add("iommu_notifier", FieldKind.Flag, 1, "the IOMMU notifier is registered", only: Era.Notifier);
        Busy = b.Add("busy", FieldKind.Flag, 1, "a call on it never returned");
        Apm = b.AddMask("matrix.apm", FieldKind.AdapterMask, "adapters assigned", Features.Masks);
        Aqm = b.AddMask("matrix.aqm", FieldKind.DomainMask, "usage domains assigned", Features.Masks);
        Adm = b.AddMask("matrix.adm", FieldKind.DomainMask, "control domains assigned", Features.Control);
        IommuLock = b.Add("iommu_lock", FieldKind.Flag, 1, "lock I is held", Features.Irq);
        Pins = [.. b.Scope.Pages.Select(p =>
            b.Add($"pins[0x{p:x}]", FieldKind.Counter, b.Scope.Cap, "pins of this guest page", Features.Irq))];
        const Era hotPlug = Era.OpenDevice;
        ShadowApm = b.AddMask("shadow.apm", FieldKind.AdapterMask, "adapters the guest gets (guest_matrix)", Features.Masks, hotPlug);
        ShadowAqm = b.AddMask("shadow.aqm", FieldKind.DomainMask, "usage domains the guest gets (guest_matrix)", Features.Masks, hotPlug);
        ShadowAdm = b.AddMask("shadow.adm", FieldKind.DomainMask, "control domains the guest gets", Features.Control, hotPlug);
        AddApm = b.AddMask("add.apm", FieldKind.AdapterMask, "adapters that wait for the bus scan's end", Features.Masks | Features.Hw, hotPlug);
        AddAqm = b.AddMask("add.aqm", FieldKind.DomainMask, "usage domains that wait for the bus scan's end", Features.Masks | Features.Hw, hotPlug);
        AddAdm = b.AddMask("add.adm", FieldKind.DomainMask, "control domains that wait for the bus scan's end",
            Features.Control | Features.Hw, hotPlug);
        Removing = b.Add("removing", FieldKind.Flag, 1, "its removal waits for the last close", Features.Eventfds, hotPlug);
        ReqRefs = b.Add("req_refs", FieldKind.Counter, b.Scope.Cap, "references the driver holds on its request eventfd", Features.Eventfds, hotPlug);
        CfgRefs = b.Add("cfg_refs", FieldKind.Counter, b.Scope.Cap, "references the driver holds on its configuration eventfd",
            Features.Eventfds, hotPlug);
        DevSetLock = b.Add("dev_set_lock", FieldKind.Flag, b.Traits.HasFlag(CoreTraits.OpenCount) ? 1 : 0, "lock D is held");
        GroupLock = b.Add("group_lock", FieldKind.Flag, b.Traits.HasFlag(CoreTraits.OpenAttach) ? 1 : 0, "lock VG is held");
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

    /// <summary>Adapters the guest gets, as the driver keeps them.</summary>
    public MaskField ShadowApm { get; }

    /// <summary>Usage domains the guest gets, as the driver keeps them.</summary>
    public MaskField ShadowAqm { get; }

    /// <summary>Control domains the guest gets, as the driver keeps them.</summary>
    public MaskField ShadowAdm { get; }

    /// <summary>Adapters to be given to the guest when the bus scan ends.</summary>
    public MaskField AddApm { get; }

    /// <summary>Usage domains to be given to the guest when the bus scan ends.</summary>
    public MaskField AddAqm { get; }

    /// <summary>Control domains to be given to the guest when the bus scan ends.</summary>
    public MaskField AddAdm { get; }

    /// <summary>The removal waits for the last close.</summary>
    public Field Removing { get; }

    /// <summary>References the driver holds on the request eventfd.</summary>
    public Field ReqRefs { get; }

    /// <summary>References the driver holds on the configuration-change eventfd.</summary>
    public Field CfgRefs { get; }

    /// <summary>Lock D is held.</summary>
    public Field DevSetLock { get; }

    /// <summary>Lock VG is held.</summary>
    public Field GroupLock { get; }
}
