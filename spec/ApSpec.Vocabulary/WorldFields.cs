using System.Collections.Immutable;

namespace ApSpec.Vocabulary;

/// <summary>The observable fields that belong to no single mdev, guest or queue.</summary>
public sealed class WorldFields
{
    internal WorldFields(LayoutBuilder b)
    {
        var classes = LockClasses = b.Era == Era.OpenDevice ? Enum.GetValues<LockClass>().Length
            : b.Traits.HasFlag(CoreTraits.OpenAttach) ? (int)LockClass.DeviceList
            : b.Traits.HasFlag(CoreTraits.All) ? (int)LockClass.VfioGroup
            : (int)LockClass.Guests;
        MatrixLock = b.Add("matrix_lock", FieldKind.Flag, 1, "lock L is held");
        ModuleRefs = b.Add("module_refs", FieldKind.Counter, 31, "references on the vfio_ap module");
        Instances = b.Add("instances", FieldKind.Counter, 8, "mdev instances taken");
        Deconfigured = b.AddMask("deconfigured", FieldKind.AdapterMask, "adapters SCLP deconfigured", Features.Hw);
        Checkstopped = b.AddMask("checkstopped", FieldKind.AdapterMask, "adapters checkstopped", Features.Hw);
        HostApmGone = b.AddMask("host.apm_gone", FieldKind.AdapterMask, "adapters out of the host configuration", Features.Hw);
        HostAqmGone = b.AddMask("host.aqm_gone", FieldKind.DomainMask, "domains out of the host configuration", Features.Hw);
        ApmaskHost = b.AddMask("apmask", FieldKind.AdapterMask, "adapters reserved for the host", Features.Binding);
        AqmaskFree = b.AddMask("aqmask_free", FieldKind.DomainMask, "domains freed for vfio_ap", Features.Binding);
        Edges = [.. Enumerable.Range(0, classes * classes).Select(i =>
            b.Add($"edge[{(LockClass)(i / classes)}->{(LockClass)(i % classes)}]", FieldKind.Flag, 1,
                "the second class was taken under the first", Features.Locks))];
        const Era hotPlug = Era.OpenDevice;
        GuestsLock = b.Add("guests_lock", FieldKind.Flag, 1, "lock G is held", only: hotPlug);
        MdevsLock = b.Add("mdevs_lock", FieldKind.Flag, 1, "lock M is held", only: hotPlug);
        PermsLock = b.Add("perms_lock", FieldKind.Flag, 1, "lock P is held", only: hotPlug);
        DeviceListLock = b.Add("device_list_lock", FieldKind.Flag, 1, "lock DL is held", only: hotPlug);
        OtherLock = b.Add("other_lock", FieldKind.Flag, 1, "a lock of class X is held", only: hotPlug);
        HostAdmGone = b.AddMask("host.adm_gone", FieldKind.DomainMask, "control domains out of the host configuration",
            Features.Hw | Features.Control, hotPlug);
        ExtraAllocs = b.Add("extra_allocs", FieldKind.Counter, 15, "allocations that belong to no mdev and no queue", only: hotPlug);
        StrayPins = b.Add("stray_pins", FieldKind.Counter, 15, "pins of pages that are not in play", Features.Irq, hotPlug);
        OverrideLeft = b.Add("override_left", FieldKind.Flag, 1, "a queue left the host configuration with its driver_override: the bus counts it for ever",
            Features.Override | Features.Hw, hotPlug);
        Scan = b.Add("scan.thread", FieldKind.State, Operation.ThreadsMax, "the thread of the trace whose AP bus scan is under way; 0 for none",
            Features.Hw | Features.Steps);
    }

    /// <summary>Classes of locks in the era; the first of <see cref="LockClass"/>.</summary>
    public int LockClasses { get; }

    /// <summary>Lock L is held.</summary>
    public Field MatrixLock { get; }

    /// <summary>References on the vfio_ap module.</summary>
    public Field ModuleRefs { get; }

    /// <summary>Mdev instances taken.</summary>
    public Field Instances { get; }

    /// <summary>Adapters SCLP deconfigured.</summary>
    public MaskField Deconfigured { get; }

    /// <summary>Adapters checkstopped.</summary>
    public MaskField Checkstopped { get; }

    /// <summary>Adapters out of the host configuration.</summary>
    public MaskField HostApmGone { get; }

    /// <summary>Domains out of the host configuration.</summary>
    public MaskField HostAqmGone { get; }

    /// <summary>Adapters reserved for the host (apmask bits that are one).</summary>
    public MaskField ApmaskHost { get; }

    /// <summary>Domains freed for vfio_ap (aqmask bits that are zero).</summary>
    public MaskField AqmaskFree { get; }

    /// <summary>Lock-order edges seen, by class: from times the number of classes plus to.</summary>
    public ImmutableArray<Field> Edges { get; }

    /// <summary>Lock G is held.</summary>
    public Field GuestsLock { get; }

    /// <summary>Lock M is held.</summary>
    public Field MdevsLock { get; }

    /// <summary>Lock P is held.</summary>
    public Field PermsLock { get; }

    /// <summary>Lock DL is held.</summary>
    public Field DeviceListLock { get; }

    /// <summary>A lock of class X is held.</summary>
    public Field OtherLock { get; }

    /// <summary>Control domains out of the host configuration.</summary>
    public MaskField HostAdmGone { get; }

    /// <summary>Allocations of the driver that belong to no mdev and no queue.</summary>
    public Field ExtraAllocs { get; }

    /// <summary>Pins of pages that are not in play.</summary>
    public Field StrayPins { get; }

    /// <summary>A queue left the host configuration with its <c>driver_override</c>, which the AP bus goes on counting.</summary>
    public Field OverrideLeft { get; }

    /// <summary>The thread whose AP bus scan is under way while other calls run; 0 for none.</summary>
    public Field Scan { get; }
}
