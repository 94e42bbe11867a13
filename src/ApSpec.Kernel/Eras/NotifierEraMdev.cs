using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <content>The mdev core, sysfs attributes and descriptors of an mdev.</content>
public sealed partial class NotifierEra
{
    private KernelTask<StepResult> Create(in Operation op) =>
        op.Fail == FailPoint.Register ? NotPossible(World.RegistersItself)
        : world.Get(Layout.Mdevs[op.Mdev.Value].Life) != (uint)MdevLife.Absent
            ? NotPossible($"{op.Mdev} exists already, or its number is still named by a pointer")
            : CreateCall(op.Mdev);

    private async KernelTask<StepResult> CreateCall(MdevId m) => StepResult.Of(await driver.Create(DeviceOf(m)));

    private KernelTask<StepResult> Remove(in Operation op)
    {
        if (!world.IsLive(op.Mdev))
            return NotPossible($"{op.Mdev} does not exist");
        if (world.KeeperOfGroup(op.Mdev) is { } k)
            return NotPossible($"{k} keeps the group of {op.Mdev} in its container until it ends: removal waits for it");

        // The mdev core deletes the device first, which waits until its last descriptor is closed.
        return world.Get(Layout.Mdevs[op.Mdev.Value].Opens) > 0 && world.Scope.Profile == Profile.Core
               && !world.IsDropped(EffectKind.Environment, nameof(Remove), 0, "WaitForRelease")
            ? NotPossible($"{op.Mdev} has an open descriptor: removal waits for it")
            : RemoveCall(op.Mdev);
    }

    private async KernelTask<StepResult> RemoveCall(MdevId m)
    {
        // In v4.20 the driver is asked first, and an mdev that it refuses to remove stays.
        var isAskedFirst = !Layout.Traits.HasFlag(CoreTraits.Hook);
        var error = isAskedFirst ? await driver.Remove(DeviceOf(m)) : Errno.Ok;
        if (error != Errno.Ok)
            return StepResult.Of(error);

        // The device leaves its group, and user space closes the container, before the driver is called.
        var fields = Layout.Mdevs[m.Value];
        var opens = world.Get(fields.Opens);
        world.Set(fields.Opens, 0);
        world.Set(fields.GroupKvm, 0);
        foreach (var kvm in Layout.Kvms)
            world.Set(kvm.Groups[m.Value], 0);
        foreach (var pin in fields.Pins)
            world.Set(pin, 0);
        if (!isAskedFirst)
        {
            world.Thread.Call.LeavingMdev = m.Value;
            error = await driver.Remove(DeviceOf(m));
            world.Thread.Call.LeavingMdev = -1;
            if (error != Errno.Ok) // the core only prints the error and reports success: the driver's structure is never freed
                world.Set(fields.Life, (uint)MdevLife.Orphaned);
        }

        for (; opens > 0; opens--) // hostile profile only: the core closes the descriptors
            world.Decrement(Layout.World.ModuleRefs);
        world.Set(fields.GroupNotifier, 0);
        world.Set(fields.IommuNotifier, 0);
        return StepResult.Ok;
    }

    private KernelTask<StepResult> Open(in Operation op) =>
        world.IsLive(op.Mdev) ? OpenCall(op.Mdev) : NotPossible($"{op.Mdev} does not exist");

    private async KernelTask<StepResult> OpenCall(MdevId m)
    {
        if (CountsOpens)
            return await OpenDescriptor(m);

        var error = await driver.Open(DeviceOf(m));
        if (error == Errno.Ok)
            world.Increment(Layout.Mdevs[m.Value].Opens, "opens");
        return StepResult.Of(error);
    }

    private KernelTask<StepResult> Release(in Operation op) =>
        world.IsLive(op.Mdev) && world.Get(Layout.Mdevs[op.Mdev.Value].Opens) > 0
            ? ReleaseCall(op.Mdev)
            : NotPossible($"{op.Mdev} has no open descriptor");

    private async KernelTask<StepResult> ReleaseCall(MdevId m)
    {
        if (CountsOpens)
        {
            await CloseDescriptor(m);
            return StepResult.Ok;
        }

        await driver.Release(DeviceOf(m));
        world.Decrement(Layout.Mdevs[m.Value].Opens);
        return StepResult.Ok;
    }

    private KernelTask<StepResult> Assign(in Operation op) =>
        world.IsLive(op.Mdev) ? AssignCall(op) : NotPossible($"{op.Mdev} does not exist");

    private async KernelTask<StepResult> AssignCall(Operation op)
    {
        var device = DeviceOf(op.Mdev);
        return StepResult.Of(op.Kind switch
        {
            OperationKind.AssignAdapter => await driver.AssignAdapter(device, op.Apid),
            OperationKind.UnassignAdapter => await driver.UnassignAdapter(device, op.Apid),
            OperationKind.AssignDomain => await driver.AssignDomain(device, op.Apqi),
            OperationKind.UnassignDomain => await driver.UnassignDomain(device, op.Apqi),
            OperationKind.AssignControlDomain => await driver.AssignControlDomain(device, op.Apqi),
            OperationKind.UnassignControlDomain => await driver.UnassignControlDomain(device, op.Apqi),
            _ => throw new InvalidOperationException($"{op.Kind} is no assignment"),
        });
    }

    private KernelTask<StepResult> Ioctl(in Operation op) =>
        world.IsLive(op.Mdev) && world.Get(Layout.Mdevs[op.Mdev.Value].Opens) > 0
            ? IoctlCall(op)
            : NotPossible($"{op.Mdev} has no open descriptor");

    private async KernelTask<StepResult> IoctlCall(Operation op) => StepResult.Of(
        op.Kind == OperationKind.Reset
            ? await driver.Reset(DeviceOf(op.Mdev))
            : await driver.GetInfo(DeviceOf(op.Mdev), op.Fail == FailPoint.Argsz));

    private KernelTask<StepResult> DmaUnmap(in Operation op)
    {
        var fields = Layout.Mdevs[op.Mdev.Value];
        if (!world.IsLive(op.Mdev) || world.Get(fields.Opens) == 0)
            return NotPossible($"{op.Mdev} has no open descriptor");
        if (world.Get(fields.IommuNotifier) == 0)
            return NotPossible($"{op.Mdev} has no IOMMU notifier");
        var first = op.Address >> 12;
        if (world.FirstPinned(op.Mdev.Value, first, op.Amount) >= 0)
            return DmaUnmapCall(op.Mdev, first, op.Amount);
        return NotPossible("no page of the range is pinned: VFIO unmaps it without asking");
    }

    private async KernelTask<StepResult> DmaUnmapCall(MdevId m, uint first, int pages)
    {
        await world.Vfio.Unmap(m.Value, first, pages);
        return StepResult.Ok;
    }
}
