using System.Runtime.CompilerServices;
using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>
/// The entry points through which the kernel of the open_device era (v6.0 and later) calls vfio_ap, in the order of
/// <c>vfio_ap_ops.c</c>. A revision implements them all; revisions never inherit from each other.
/// </summary>
public abstract class OpenDeviceEraDriver(World world) : KernelDriver
{
    /// <summary>Sleeps of one call before it counts as hung: 40 seconds of virtual time.</summary>
    public const int SleepsMax = 2_000;

    /// <inheritdoc/>
    public override IKernelEra Enter() => new OpenDeviceEra(world, this);

    /// <summary>The kernel this revision is part of.</summary>
    public abstract OpenDeviceFacts Facts { get; }

    /// <summary>The matrix device.</summary>
    protected MatrixDevice Matrix => world.Matrix;

    /// <summary>The AP instructions.</summary>
    protected Hardware Ap => world.Hardware;

    /// <summary>The hook: a guest's PQAP(AQIC), intercepted.</summary>
    public abstract KernelTask<PqapResult> HandlePqap(GuestAqic request);

    /// <summary>mdev core: <c>probe</c>.</summary>
    public abstract KernelTask<Errno> Probe(MdevDevice device);

    /// <summary>mdev core: <c>remove</c>; the device is not open.</summary>
    public abstract KernelTask Remove(MdevDevice device);

    /// <summary>sysfs: <c>assign_adapter</c>.</summary>
    public abstract KernelTask<Errno> AssignAdapter(MdevDevice device, Apid apid);

    /// <summary>sysfs: <c>unassign_adapter</c>.</summary>
    public abstract KernelTask<Errno> UnassignAdapter(MdevDevice device, Apid apid);

    /// <summary>sysfs: <c>assign_domain</c>.</summary>
    public abstract KernelTask<Errno> AssignDomain(MdevDevice device, Apqi apqi);

    /// <summary>sysfs: <c>unassign_domain</c>.</summary>
    public abstract KernelTask<Errno> UnassignDomain(MdevDevice device, Apqi apqi);

    /// <summary>sysfs: <c>assign_control_domain</c>.</summary>
    public abstract KernelTask<Errno> AssignControlDomain(MdevDevice device, Apqi apqi);

    /// <summary>sysfs: <c>unassign_control_domain</c>.</summary>
    public abstract KernelTask<Errno> UnassignControlDomain(MdevDevice device, Apqi apqi);

    /// <summary>sysfs: <c>ap_config</c>; called only if the driver has it.</summary>
    public virtual KernelTask<Errno> StoreConfig(MdevDevice device, HostConfig masks) => new(Errno.EIO, null);

    /// <summary>VFIO: a range of guest memory is about to be unmapped, from <paramref name="iova"/> on, <paramref name="length"/> bytes.</summary>
    public abstract KernelTask DmaUnmap(Mdev mdev, uint iova, uint length);

    /// <summary>VFIO: the first descriptor of the device is opened, with the guest <paramref name="kvm"/> or NULL.</summary>
    public abstract KernelTask<Errno> OpenDevice(Mdev mdev, Kvm kvm);

    /// <summary>VFIO: the last descriptor is closed.</summary>
    public abstract KernelTask CloseDevice(Mdev mdev);

    /// <summary>VFIO: the host wants the device back; the callback is optional.</summary>
    public virtual KernelTask Request(Mdev mdev) => KernelTask.Completed;

    /// <summary>VFIO: ioctl VFIO_DEVICE_GET_INFO.</summary>
    public abstract KernelTask<Errno> GetInfo(Mdev mdev, bool isArgszShort);

    /// <summary>VFIO: ioctl VFIO_DEVICE_RESET.</summary>
    public abstract KernelTask<Errno> Reset(Mdev mdev);

    /// <summary>VFIO: ioctl VFIO_DEVICE_SET_IRQS; called only if the driver takes eventfds.</summary>
    public virtual KernelTask<Errno> SetIrqs(Mdev mdev, EventfdIndex index, EventfdAction action) => new(Errno.EOPNOTSUPP, null);

    /// <summary>A read of the sysfs attribute <c>status</c> of a queue; the text is the kernel's.</summary>
    public abstract KernelTask StatusShow(QueueDevice device);

    /// <summary>AP bus: a queue device is bound to vfio_ap.</summary>
    public abstract KernelTask<Errno> ProbeQueue(QueueDevice device);

    /// <summary>AP bus: a queue device is unbound from vfio_ap.</summary>
    public abstract KernelTask RemoveQueue(QueueDevice device);

    /// <summary>AP bus: <c>in_use</c>, whether these adapters and domains may go back to the host.</summary>
    public abstract KernelTask<Errno> InUse(AdapterSet adapters, DomainSet domains);

    /// <summary>AP bus: the host configuration changed; queue devices are removed and added after this.</summary>
    public abstract KernelTask OnConfigChanged(HostConfig current, HostConfig previous);

    /// <summary>AP bus: the scan that follows a change of the configuration is over.</summary>
    public abstract KernelTask OnScanComplete();

    /// <summary>A small allocation of the driver; false when memory is short.</summary>
    protected Effect<bool> Alloc([CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (world.TakeAllocFailure() || world.IsDropped(EffectKind.Alloc, function, line))
            return world.Done(false);
        world.Increment(world.Layout.Observation.World.ExtraAllocs, "extra_allocs");
        return world.Done(true);
    }

    /// <summary>Frees it.</summary>
    protected Effect FreeAlloc([CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (!world.IsDropped(EffectKind.Free, function, line))
            world.Decrement(world.Layout.Observation.World.ExtraAllocs);
        return world.Done();
    }

    /// <summary>Allocates a table for queues to reset; NULL when memory is short.</summary>
    protected Effect<ResetTable> AllocTable([CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (world.TakeAllocFailure() || world.IsDropped(EffectKind.Alloc, function, line))
            return world.Done(new ResetTable(world, isThere: false));
        world.Increment(world.Layout.Observation.World.ExtraAllocs, "extra_allocs");
        return world.Done(new ResetTable(world, isThere: true));
    }

    /// <summary>Sleeps; the hardware goes on meanwhile. A call that sleeps too often never returns.</summary>
    protected Effect Sleep(int milliseconds, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        var isDropped = world.IsDropped(EffectKind.Sleep, function, line);
        if (++world.Thread.Call.Sleeps > SleepsMax)
        {
            var subject = world.Hardware.HasAnswerForEver() ? Fault.AnotherAnswer : "sleeps without end";
            return world.Fatal(FaultKind.Hang, subject, function, line);
        }

        if (!isDropped)
            world.Hardware.Pass(milliseconds / Ticks.Milliseconds);
        return world.Done();
    }

    /// <summary>A kernel warning (<c>WARN</c>).</summary>
    protected Effect Warn(string text, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (!world.IsDropped(EffectKind.Warn, function, line))
            world.Report(FaultKind.Warning, text, function, line);
        return world.Done();
    }
}
