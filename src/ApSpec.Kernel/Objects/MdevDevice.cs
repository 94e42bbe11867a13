using System.Runtime.CompilerServices;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>The mdev core's device, which has the driver data and the VFIO notifiers. It outlives the driver's structure.</summary>
public readonly struct MdevDevice
{
    private readonly World world;
    private readonly byte index;

    internal MdevDevice(World world, int index)
    {
        this.world = world;
        this.index = (byte)index;
    }

    /// <summary>Allocates the driver's structure for this device; NULL when memory is short.</summary>
    public Effect<Mdev> Alloc([CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (world.Fail == FailPoint.Alloc || world.IsDropped(EffectKind.Alloc, function, line))
            return world.Done(new Mdev(world, 0));
        world.Set(world.Layout.Observation.Mdevs[index].Life, (uint)MdevLife.Live);
        return world.Done(new Mdev(world, (uint)index + 1));
    }

    /// <summary>
    /// <c>vfio_register_emulated_iommu_dev</c>: -ENOMEM when there is no memory for its group; the driver must then free the device.
    /// </summary>
    public Effect<Errno> RegisterGroupDevice()
    {
        if (world.Fail == FailPoint.Register)
            return world.Done(Errno.ENOMEM);
        world.Thread.Call.IsRegistered = true;
        return world.Done(Errno.Ok);
    }

    /// <summary>Reads the driver data.</summary>
    public Effect<Mdev> LoadDrvdata([CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        world.Done(new Mdev(
            world, world.IsDropped(EffectKind.Load, function, line) ? 0 : world.Get(world.Layout.Mdevs[index].Drvdata)));

    /// <summary>Writes the driver data.</summary>
    public Effect StoreDrvdata(Mdev mdev, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (!world.IsDropped(EffectKind.Store, function, line))
            world.Set(world.Layout.Mdevs[index].Drvdata, mdev.Pointer);
        return world.Done();
    }

    /// <summary>Reads <c>vdev->kvm</c>, set by the core at the open: the guest, or NULL (v5.19).</summary>
    public Effect<Kvm> LoadGuest([CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        world.Done(new Kvm(world, world.Get(world.Layout.Mdevs[index].DeviceKvm)));

    /// <summary>
    /// <c>vfio_register_notifier(VFIO_GROUP_NOTIFY)</c>: when the group has a guest already, the whole chain is called with it at once, in the
    /// caller's context.
    /// </summary>
    public KernelTask<Errno> RegisterGroupNotifier(
        Mdev mdev, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        world.Vfio.RegisterGroupNotifier(index, mdev, function, line);

    /// <summary>
    /// <c>vfio_unregister_notifier</c> of the group notifier; nothing happens when it is not registered. It waits until no call of the chain runs, which
    /// holds its semaphore (kernel/notifier.c).
    /// </summary>
    public Effect UnregisterGroupNotifier([CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (world.IsDropped(EffectKind.Unregister, function, line))
            return world.Done();
        var (notifier, calls) = (world.Layout.Observation.Mdevs[index].GroupNotifier, world.Layout.Mdevs[index].ChainCalls);
        if (world.Get(calls) != 0)
            return world.Thread.IsScheduled ? world.Wait(new UnregisterWait(world, index, calls, notifier)) : new Effect(world.Die(Outcome.Stuck));
        world.Set(notifier, 0);
        return world.Done();
    }

    /// <summary><c>vfio_register_notifier(VFIO_IOMMU_NOTIFY)</c>.</summary>
    public Effect<Errno> RegisterIommuNotifier([CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (world.Fail == FailPoint.Iommu)
            return world.Done(Errno.EINVAL);
        if (!world.IsDropped(EffectKind.Register, function, line))
            world.Vfio.SetNotifier(world.Layout.Observation.Mdevs[index].IommuNotifier, "IOMMU", function, line);
        return world.Done(Errno.Ok);
    }

    /// <summary><c>vfio_unregister_notifier</c> of the IOMMU notifier; nothing happens when it is not registered.</summary>
    public Effect UnregisterIommuNotifier([CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (!world.IsDropped(EffectKind.Unregister, function, line))
            world.Set(world.Layout.Observation.Mdevs[index].IommuNotifier, 0);
        return world.Done();
    }
}
