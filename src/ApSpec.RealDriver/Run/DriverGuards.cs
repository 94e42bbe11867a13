using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Run;

/// <summary>
/// What keeps a call from beginning while others are under way, beyond what the tree's own kernel makes it wait for: a guest has one vcpu, whose
/// ioctl, like those of the VM and of kvm-vfio, holds its descriptor; the bus scans in one work item; an mdev has a slot of its own for its
/// creation and its removal; user space names one descriptor of a device at a time.
/// </summary>
internal static class DriverGuards
{
    /// <summary>True when <paramref name="next"/> has to wait for <paramref name="running"/>.</summary>
    public static bool Excludes(in Operation running, in Operation next)
    {
        var isSameMdev = running.Mdev == next.Mdev;
        var isSameGuest = running.Kvm is null || next.Kvm is null || running.Kvm == next.Kvm;
        return (running.Kind, next.Kind) switch
        {
            ({ } one, { } other) when IsOfHost(one) && IsOfHost(other) => true,
            ({ } one, OperationKind.AqicEnable or OperationKind.AqicDisable or OperationKind.CloseVcpu) when IsOfVcpu(one) => isSameGuest,
            (OperationKind.PvEnable, OperationKind.CloseVm or OperationKind.CloseVcpu) => isSameGuest,
            (OperationKind.SetKvm, OperationKind.CloseKvmVfio) => isSameGuest,
            (OperationKind.SetKvm, OperationKind.SetKvm) => isSameMdev,
            (OperationKind.Create, OperationKind.Create) => isSameMdev,
            (OperationKind.Open, OperationKind.Open or OperationKind.SetKvm) or (OperationKind.SetKvm, OperationKind.Open) => isSameMdev,
            (OperationKind.DmaUnmap, OperationKind.Open) => isSameMdev,
            _ => false,
        };
    }

    private static bool IsOfVcpu(OperationKind kind) => kind is OperationKind.AqicEnable or OperationKind.AqicDisable;

    private static bool IsOfHost(OperationKind kind) => kind is OperationKind.HostAdapterDel or OperationKind.HostAdapterAdd or OperationKind.HostDomainDel
        or OperationKind.HostDomainAdd or OperationKind.HostControlDel or OperationKind.HostControlAdd;
}
