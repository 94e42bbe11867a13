using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>
/// What of the kernel around the driver keeps a call from beginning while others are under way: an attribute's file is gone before its device is removed
/// (kernfs drains its readers and writers), a descriptor is closed only when no system call uses it, a device's lock keeps two drivers out. Where the
/// kernel has more than one place to wait, the call begins late rather than early.
/// </summary>
internal static class CallGuards
{
    /// <summary>True when <paramref name="next"/> has to wait for one of the calls that are <paramref name="running"/>.</summary>
    public static bool IsHeldUp(World world, in Operation next, IEnumerable<RunningCall> running)
    {
        var (closing, inUse) = (0, 0);
        foreach (var call in running)
        {
            if (Excludes(call, next))
                return true;
            if (call.Operation.Mdev == next.Mdev)
            {
                closing += call.Operation.Kind == OperationKind.Release ? 1 : 0;
                inUse += IsDeviceIoctl(call.Operation.Kind) ? 1 : 0;
            }
        }

        if (next.Kind != OperationKind.Release && !IsDeviceIoctl(next.Kind))
            return false;
        var open = (int)world.Get(world.Layout.Observation.Mdevs[next.Mdev.Value].Opens) - closing;
        return open <= (next.Kind == OperationKind.Release ? inUse : 0);
    }

    private static bool Excludes(in RunningCall call, in Operation next)
    {
        var running = call.Operation;
        if (IsOfMdev(running.Kind) && IsOfMdev(next.Kind) && running.Mdev == next.Mdev)
            return OfMdev(call, next.Kind);
        if (running.Kind == OperationKind.Bind && next.Kind == OperationKind.Status)
            return false; // its file is there before the probe is over
        if (IsRemoval(running.Kind) && IsOfSysfs(next.Kind) || IsOfSysfs(running.Kind) && IsRemoval(next.Kind))
            return true; // a queue in the table of an mdev that nobody reaches any more is not told from one in another's
        if (IsOfBus(running.Kind) && IsOfBus(next.Kind))
            return IsBusWide(running.Kind) || IsBusWide(next.Kind) || running.Apqn == next.Apqn;
        return next.Kind switch
        {
            OperationKind.CloseVcpu => IsOfVcpu(running.Kind) && running.Kvm == next.Kvm,
            OperationKind.CloseVm => running.Kind == OperationKind.PvEnable && running.Kvm == next.Kvm,
            OperationKind.CloseKvmVfio => running.Kind == OperationKind.SetKvm && (running.Kvm is null || running.Kvm == next.Kvm),
            _ => false,
        };
    }

    private static bool OfMdev(in RunningCall call, OperationKind next) => call.Operation.Kind switch
    {
        OperationKind.Create => !(call.IsRegistered && next is OperationKind.Open or OperationKind.SetKvm),
        OperationKind.Remove => IsOfSysfs(next) || next is OperationKind.Open or OperationKind.Create or OperationKind.Remove or OperationKind.Request,
        // One thread removes: it asks, waits for the last close, and goes on itself.
        OperationKind.Request => IsOfSysfs(next) || next is OperationKind.Open or OperationKind.Create or OperationKind.Remove or OperationKind.Request or OperationKind.Release,
        OperationKind.Open => next == OperationKind.Remove,
        OperationKind.Release => next is OperationKind.Remove or OperationKind.Request,
        OperationKind.SetIrq => next == OperationKind.SetIrq, // under one lock, from end to end
        var kind => IsOfSysfs(kind) && next is OperationKind.Remove or OperationKind.Request,
    };

    private static bool IsRemoval(OperationKind kind) => kind is OperationKind.Remove or OperationKind.Request;

    private static bool IsOfMdev(OperationKind kind) => IsOfSysfs(kind) || IsDeviceIoctl(kind)
        || kind is OperationKind.Create or OperationKind.Remove or OperationKind.Request or OperationKind.Open or OperationKind.Release or OperationKind.SetKvm;

    private static bool IsOfSysfs(OperationKind kind) => kind is OperationKind.AssignAdapter or OperationKind.UnassignAdapter or OperationKind.AssignDomain
        or OperationKind.UnassignDomain or OperationKind.AssignControlDomain or OperationKind.UnassignControlDomain or OperationKind.ApConfig or OperationKind.Show;

    private static bool IsDeviceIoctl(OperationKind kind) =>
        kind is OperationKind.Reset or OperationKind.GetInfo or OperationKind.SetIrq or OperationKind.Ioctl;

    private static bool IsOfVcpu(OperationKind kind) => kind is OperationKind.AqicEnable or OperationKind.AqicDisable;

    private static bool IsOfBus(OperationKind kind) => IsBusWide(kind) || kind is OperationKind.Bind or OperationKind.Unbind or OperationKind.Status;

    private static bool IsBusWide(OperationKind kind) => kind is OperationKind.ApmaskAdd or OperationKind.ApmaskDel or OperationKind.AqmaskAdd
        or OperationKind.AqmaskDel or OperationKind.HostAdapterAdd or OperationKind.HostAdapterDel or OperationKind.HostDomainAdd or OperationKind.HostDomainDel
        or OperationKind.HostControlAdd or OperationKind.HostControlDel or OperationKind.Override;
}
