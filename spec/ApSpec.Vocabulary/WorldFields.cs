using System.Collections.Immutable;

namespace ApSpec.Vocabulary;

/// <summary>The observable fields that belong to no single mdev, guest or queue.</summary>
public sealed class WorldFields
{
    internal WorldFields(LayoutBuilder b)
    {
        var classes = Enum.GetValues<LockClass>().Length;
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
    }

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
}
