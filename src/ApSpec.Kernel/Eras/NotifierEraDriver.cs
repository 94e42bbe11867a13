using System.Runtime.CompilerServices;
using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>
/// The entry points through which the kernel of the notifier era (v4.20 to v5.19) calls vfio_ap, in the order of
/// <c>vfio_ap_ops.c</c>. A revision implements them all; revisions never inherit from each other.
/// </summary>
public abstract class NotifierEraDriver(World world) : KernelDriver
{
    /// <inheritdoc/>
    public override IKernelEra Enter() => new NotifierEra(world, this);

    /// <summary>The matrix device.</summary>
    protected MatrixDevice Matrix => world.Matrix;

    /// <summary>The module.</summary>
    protected Module Module => world.Module;

    /// <summary>The AP instructions.</summary>
    protected Hardware Ap => world.Hardware;

    /// <summary>The hook: a guest's PQAP(AQIC), intercepted (<c>handle_pqap</c>); a driver before v5.3 has none.</summary>
    public virtual KernelTask<PqapResult> HandlePqap(GuestAqic request) => throw new InvalidOperationException("this driver has no hook");

    /// <summary>mdev core: <c>create</c>.</summary>
    public abstract KernelTask<Errno> Create(MdevDevice device);

    /// <summary>mdev core: <c>remove</c>. The core ignores the return value.</summary>
    public abstract KernelTask<Errno> Remove(MdevDevice device);

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

    /// <summary>VFIO: VFIO_IOMMU_NOTIFY_DMA_UNMAP for a range of guest pages; called for a driver that registered for it.</summary>
    public virtual KernelTask IommuNotifier(Mdev mdev, uint firstPage, int pages) =>
        throw new InvalidOperationException("this driver registers no IOMMU notifier");

    /// <summary>VFIO: VFIO_GROUP_NOTIFY_SET_KVM, with a guest or NULL, until v5.18. The core ignores the result.</summary>
    public virtual KernelTask GroupNotifier(Mdev mdev, Kvm kvm) => throw new InvalidOperationException("this driver registers no group notifier");

    /// <summary>VFIO: a device descriptor is opened.</summary>
    public abstract KernelTask<Errno> Open(MdevDevice device);

    /// <summary>VFIO: a device descriptor is closed.</summary>
    public abstract KernelTask Release(MdevDevice device);

    /// <summary>VFIO: ioctl VFIO_DEVICE_GET_INFO.</summary>
    public abstract KernelTask<Errno> GetInfo(MdevDevice device, bool isArgszShort);

    /// <summary>VFIO: ioctl VFIO_DEVICE_RESET.</summary>
    public abstract KernelTask<Errno> Reset(MdevDevice device);

    /// <summary>AP bus: a queue device is bound to vfio_ap.</summary>
    public abstract KernelTask<Errno> ProbeQueue(Apqn apqn);

    /// <summary>AP bus: a queue device is unbound from vfio_ap.</summary>
    public abstract KernelTask RemoveQueue(Apqn apqn);

    /// <summary>Allocates a queue's structure; NULL when memory is short.</summary>
    protected Effect<Queue> AllocQueue(
        Apqn apqn, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        world.Done(new Queue(world,
            world.Fail == FailPoint.Alloc || world.IsDropped(EffectKind.Alloc, function, line) ? 0 : world.Ids.QueueOf(apqn) + 1));

    /// <summary>Sleeps; the hardware goes on meanwhile.</summary>
    protected Effect Sleep(int milliseconds, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (!world.IsDropped(EffectKind.Sleep, function, line))
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
