using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <content>Descriptors as VFIO counts them from v5.15 on (drivers/vfio/vfio.c): the driver hears of the first and of the last.</content>
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
            error = await driver.Open(DeviceOf(m));
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
            await driver.Release(DeviceOf(m));
        world.Decrement(opens);
        await world.DevSetLock(m.Value).Unlock();
        await world.Module.Put();
    }
}
