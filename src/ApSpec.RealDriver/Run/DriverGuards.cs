using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Run;

/// <summary>
/// What keeps a call from beginning while others are under way, beyond what the tree's own kernel makes it wait for: a vcpu's
/// ioctl, like those of the VM and of kvm-vfio, holds its descriptor; the bus scans in one work item; an mdev has a slot of its own for its
/// creation and its removal; user space opens, maps and closes the group and the container of an mdev in one thread.
/// </summary>
internal static class DriverGuards
{
    /// <summary>True when two calls are never made at once.</summary>
    public static bool Excludes(in Operation one, in Operation other) => IsKeptFrom(one, other) || IsKeptFrom(other, one);

    private static bool IsKeptFrom(in Operation one, in Operation other)
    {
        var isSameMdev = one.Mdev == other.Mdev;
        var isSameGuest = one.Kvm is null || other.Kvm is null || one.Kvm == other.Kvm;
        return (one.Kind, other.Kind) switch
        {
            ({ } running, { } next) when IsHostChange(running) && IsHostChange(next) => true,
            ({ } running, { } next) when IsOfVcpu(running) && IsOfVcpu(next) => isSameGuest && one.Vcpu == other.Vcpu,
            ({ } running, OperationKind.CloseVcpu) when IsOfVcpu(running) => isSameGuest,
            (OperationKind.PvEnable or OperationKind.CloseVcpu, OperationKind.CloseVcpu) or (OperationKind.PvEnable or OperationKind.CloseVm, OperationKind.CloseVm) => isSameGuest,
            (OperationKind.SetKvm or OperationKind.CloseKvmVfio, OperationKind.CloseKvmVfio) => isSameGuest,
            (OperationKind.Create, OperationKind.Create) => isSameMdev,
            (OperationKind.Open or OperationKind.SetKvm, OperationKind.Open or OperationKind.SetKvm or OperationKind.Remove) => isSameMdev,
            (OperationKind.DmaUnmap, OperationKind.Open or OperationKind.Remove) => isSameMdev,
            _ => false,
        };
    }

    private static bool IsOfVcpu(OperationKind kind) => kind is OperationKind.AqicEnable or OperationKind.AqicDisable;

    private static bool IsHostChange(OperationKind kind) => OperationSyntax.FormOf(kind).IsHostChange;
}
