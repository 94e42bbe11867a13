using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <content>From v5.15 on VFIO counts descriptors (drivers/vfio/vfio.c) and calls the driver for the first open and the last close only.</content>
public sealed partial class NotifierEra
{
    private bool CountsOpens => Layout.Traits.HasFlag(CoreTraits.OpenCount);

    [KernelFunction("vfio_group_get_device_fd")]
    private async KernelTask<StepResult> OpenDescriptor(MdevId m)
    {
        var isAlive = await world.Module.TryGet();
        if (!isAlive)
            return StepResult.Of(Errno.ENODEV);
        var opens = Layout.Mdevs[m.Value].Opens;
        var error = Errno.Ok;
        await world.DevSetLock(m.Value).Lock();
        var isFirst = world.Get(opens) == 0;
        if (isFirst)
            error = await FirstOpen(m);
        if (error == Errno.Ok)
            world.Increment(opens, "opens");
        await world.DevSetLock(m.Value).Unlock();
        if (error != Errno.Ok)
            await world.Module.Put();
        return isFirst ? StepResult.Of(error) : StepResult.Unheard;
    }

    [KernelFunction("vfio_device_fops_release")]
    private async KernelTask CloseDescriptor(MdevId m)
    {
        var opens = Layout.Mdevs[m.Value].Opens;
        await world.DevSetLock(m.Value).Lock();
        if (world.Get(opens) == 1)
            await LastClose(m);
        world.Decrement(opens);
        await world.DevSetLock(m.Value).Unlock();
        await world.Module.Put();
    }

    // v5.19: under the group's lock, with the group's guest; the core takes no reference on it.
    [KernelFunction("vfio_device_open")]
    private async KernelTask<Errno> FirstOpen(MdevId m)
    {
        if (!Layout.Traits.HasFlag(CoreTraits.OpenAttach))
            return await driver.Open(DeviceOf(m));
        var guest = world.Layout.Mdevs[m.Value].DeviceKvm;
        await world.GroupLock(m.Value).Lock();
        world.Set(guest, world.Get(Layout.Mdevs[m.Value].GroupKvm));
        var error = await driver.Open(DeviceOf(m));
        if (error != Errno.Ok)
            world.Set(guest, 0);
        await world.GroupLock(m.Value).Unlock();
        return error;
    }

    [KernelFunction("vfio_device_fops_release")]
    private async KernelTask LastClose(MdevId m)
    {
        if (!Layout.Traits.HasFlag(CoreTraits.OpenAttach))
        {
            await driver.Release(DeviceOf(m));
            return;
        }

        await world.GroupLock(m.Value).Lock();
        await driver.Release(DeviceOf(m));
        world.Set(world.Layout.Mdevs[m.Value].DeviceKvm, 0);
        await world.GroupLock(m.Value).Unlock();
    }
}
