using System.Collections.Immutable;

namespace ApSpec.Vocabulary;

/// <summary>The observable fields of one guest.</summary>
public sealed class KvmFields
{
    internal KvmFields(LayoutBuilder b, int kvm)
    {
        b.BelongTo(EntityKind.Kvm, kvm);
        Life = b.Add("life", FieldKind.State, 2, "live, freed or absent");
        VmClosed = b.Add("vm_closed", FieldKind.Flag, 1, "the VM descriptor is closed", Features.VmFds);
        VcpuClosed = b.Add("vcpu_closed", FieldKind.Flag, 1, "the vcpu descriptor is closed", Features.VmFds);
        KvmVfioClosed = b.Add("kvm_vfio_closed", FieldKind.Flag, 1, "the kvm-vfio descriptor is closed", Features.VmFds);
        DriverRefs = b.Add("driver_refs", FieldKind.Counter, b.Scope.Cap, "references the driver holds");
        Groups = [.. Enumerable.Range(0, b.Scope.Mdevs).Select(m =>
            b.Add($"groups[m{m}]", FieldKind.Flag, 1, "the mdev's group is in the kvm-vfio list"))];
        Hook = b.Add("pqap_hook", FieldKind.MdevPointer, b.Traits.HasFlag(CoreTraits.Hook) ? b.Scope.Mdevs : 0, "the mdev whose hook is called on PQAP(AQIC)");
        Busy = b.Add("busy", FieldKind.Flag, 1, "a call on it never returned");
        KvmLock = b.Add("kvm_lock", FieldKind.Flag, 1, "lock K is held");
        VcpuLock = b.Add("vcpu_lock", FieldKind.Flag, 1, "lock V is held");
        Apm = b.AddMask("crycb.apm", FieldKind.AdapterMask, "adapters in the guest's APCB", Features.Masks);
        Aqm = b.AddMask("crycb.aqm", FieldKind.DomainMask, "usage domains in the guest's APCB", Features.Masks);
        Adm = b.AddMask("crycb.adm", FieldKind.DomainMask, "control domains in the guest's APCB", Features.Control);
        Gisc = [.. b.Scope.Iscs.Select(i =>
            b.Add($"gisc[{i}]", FieldKind.Counter, b.Scope.Cap, "registrations of this interruption subclass", Features.Irq))];
        Protected = b.Add("protected", FieldKind.Flag, 1, "the guest runs in protected mode", Features.Locks);
        Private = [.. b.Scope.Pages.Select(p =>
            b.Add($"private[0x{p:x}]", FieldKind.Flag, 1, "the guest does not share this page with the host", Features.Secure, Era.OpenDevice))];
        CoreRefs = b.Add("core_refs", FieldKind.Counter, b.Scope.Cap, "references the VFIO core holds", only: Era.OpenDevice);
        SecondVcpuLock = b.Add("vcpu1_lock", FieldKind.Flag, 1, "lock V of the second vcpu is held", Features.Vcpus);
        HookLock = b.Add("hook_lock", FieldKind.Flag, b.Traits.HasFlag(CoreTraits.HookLock) ? 1 : 0, "lock H is held");
    }

    /// <summary><see cref="KvmLife"/>.</summary>
    public Field Life { get; }

    /// <summary>The VM descriptor is closed.</summary>
    public Field VmClosed { get; }

    /// <summary>The vcpu descriptor is closed.</summary>
    public Field VcpuClosed { get; }

    /// <summary>The kvm-vfio descriptor is closed.</summary>
    public Field KvmVfioClosed { get; }

    /// <summary>References the driver holds.</summary>
    public Field DriverRefs { get; }

    /// <summary>By mdev: its group is in the kvm-vfio list.</summary>
    public ImmutableArray<Field> Groups { get; }

    /// <summary>The mdev whose hook is called on PQAP(AQIC).</summary>
    public Field Hook { get; }

    /// <summary>A call on it never returned.</summary>
    public Field Busy { get; }

    /// <summary>Lock K is held.</summary>
    public Field KvmLock { get; }

    /// <summary>Lock V is held.</summary>
    public Field VcpuLock { get; }

    /// <summary>Lock V of the second vcpu is held.</summary>
    public Field SecondVcpuLock { get; }

    /// <summary>Adapters in the guest's APCB.</summary>
    public MaskField Apm { get; }

    /// <summary>Usage domains in the guest's APCB.</summary>
    public MaskField Aqm { get; }

    /// <summary>Control domains in the guest's APCB.</summary>
    public MaskField Adm { get; }

    /// <summary>Registrations by interruption subclass of the scope.</summary>
    public ImmutableArray<Field> Gisc { get; }

    /// <summary>The guest runs in protected mode.</summary>
    public Field Protected { get; }

    /// <summary>By page of the scope: the guest does not share it with the host.</summary>
    public ImmutableArray<Field> Private { get; }

    /// <summary>References the VFIO core holds.</summary>
    public Field CoreRefs { get; }

    /// <summary>Lock H is held.</summary>
    public Field HookLock { get; }
}
