using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <content>The mdev core, sysfs attributes and descriptors of an mdev.</content>
public sealed partial class OpenDeviceEra
{
    private KernelTask<StepResult> Create(in Operation op) =>
        world.Get(Layout.Mdevs[op.Mdev.Value].Life) != (uint)MdevLife.Absent
            ? NotPossible($"{op.Mdev} exists already, or its number is still named by a pointer")
            : CreateCall(op.Mdev);

    // mdev_device_create: the instances are counted by the core.
    private async KernelTask<StepResult> CreateCall(MdevId m)
    {
        var limit = world.Scope.Instances == 0 ? world.Scope.Mdevs : world.Scope.Instances;
        if (world.Get(Layout.World.Instances) >= limit)
            return StepResult.Of(Errno.EUSERS);
        world.Set(Layout.World.Instances, world.Get(Layout.World.Instances) + 1);
        var error = await driver.Probe(DeviceOf(m));
        if (error != Errno.Ok)
            world.Decrement(Layout.World.Instances);
        else
            ForgetEventfds(m);
        return StepResult.Of(error);
    }

    // Eventfd references leaked by an earlier mdev with this name do not belong to the new one.
    private void ForgetEventfds(MdevId m)
    {
        var fields = Layout.Mdevs[m.Value];
        world.Set(fields.ReqRefs, 0);
        world.Set(fields.CfgRefs, 0);
    }

    private KernelTask<StepResult> Remove(in Operation op)
    {
        if (!world.IsLive(op.Mdev))
            return NotPossible($"{op.Mdev} does not exist");
        if (world.CallOf(op.Thread) is { } waits)
            return NotPossible(waits);
        if (Opens(op.Mdev) > 0)
            return op.Thread != 0 ? Request(op) : NotPossible($"{op.Mdev} has an open descriptor: see `request`");
        return RemoveCall(op.Mdev);
    }

    // mdev_device_remove: the device is no longer open.
    private async KernelTask<StepResult> RemoveCall(MdevId m)
    {
        await driver.Remove(DeviceOf(m));
        var fields = Layout.Mdevs[m.Value];
        world.Decrement(Layout.World.Instances);
        world.Set(world.Layout.Mdevs[m.Value].Drvdata, 0);
        world.Set(fields.Removing, 0);
        world.Set(fields.GroupKvm, 0);
        foreach (var pin in fields.Pins)
            world.Set(pin, 0);
        foreach (var pin in world.Layout.Mdevs[m.Value].PinsInside)
            world.Set(pin, 0);
        world.Set(world.Layout.Mdevs[m.Value].MappedAnew, 0);
        foreach (var kvm in Layout.Kvms)
            world.Set(kvm.Groups[m.Value], 0);
        return StepResult.Ok;
    }

    private KernelTask<StepResult> Open(in Operation op)
    {
        if (!world.IsLive(op.Mdev))
            return NotPossible($"{op.Mdev} does not exist");
        if (IsRemoving(op.Mdev))
            return NotPossible($"the removal of {op.Mdev} waits: nobody can open it any more");

        // The core calls try_module_get before it calls the driver.
        return op.Fail == FailPoint.Module
            ? Done(StepResult.Of(Errno.ENODEV))
            : OpenCall(op.Mdev);
    }

    private async KernelTask<StepResult> OpenCall(MdevId m) => StepResult.Of(await vfio.Open(m.Value));

    private KernelTask<StepResult> Release(in Operation op) => world.IsLive(op.Mdev) && Opens(op.Mdev) > 0
        ? ReleaseCall(op.Mdev)
        : NotPossible($"{op.Mdev} has no open descriptor");

    private async KernelTask<StepResult> ReleaseCall(MdevId m)
    {
        var isLast = await vfio.Close(m.Value);
        return isLast && IsRemoving(m) ? await RemoveCall(m) : StepResult.Ok;
    }

    private KernelTask<StepResult> Store(in Operation op)
    {
        if (op.Kind == OperationKind.ApConfig && !driver.Facts.HasApConfig)
            return NotPossible("this driver has no ap_config");
        if (!world.IsLive(op.Mdev))
            return NotPossible($"{op.Mdev} does not exist");

        // device_remove removes the driver's attributes before it calls the driver.
        return IsRemoving(op.Mdev) ? Done(StepResult.Of(Errno.ENOENT)) : StoreCall(op);
    }

    private async KernelTask<StepResult> StoreCall(Operation op)
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
            OperationKind.ApConfig => await driver.StoreConfig(
                device, new HostConfig(AdaptersOf(op.Adapters), DomainsOf(op.Domains), DomainsOf(op.Controls))),
            _ => throw new InvalidOperationException($"{op.Kind} is no store"),
        });
    }

    private KernelTask<StepResult> Ioctl(in Operation op)
    {
        if (op.Kind == OperationKind.SetIrq && !driver.Facts.HasEventfds)
            return NotPossible("this driver takes no eventfds");
        return world.IsLive(op.Mdev) && Opens(op.Mdev) > 0
            ? IoctlCall(op)
            : NotPossible($"{op.Mdev} has no open descriptor");
    }

    private async KernelTask<StepResult> IoctlCall(Operation op) => StepResult.Of(op.Kind switch
    {
        OperationKind.Reset => await driver.Reset(MdevOf(op.Mdev)),
        OperationKind.GetInfo => await driver.GetInfo(MdevOf(op.Mdev), op.Fail == FailPoint.Argsz),
        OperationKind.SetIrq => await driver.SetIrqs(MdevOf(op.Mdev), op.Eventfd, op.Action),
        _ => throw new InvalidOperationException($"{op.Kind} is no ioctl"),
    });

    // VFIO notifies a device of an unmap only when a page of the range is pinned.
    private KernelTask<StepResult> DmaUnmap(in Operation op)
    {
        if (!world.IsLive(op.Mdev) || Opens(op.Mdev) == 0)
            return NotPossible($"{op.Mdev} has no open descriptor");
        var first = op.Address >> 12;
        if (world.IsUnmapHeard(op.Mdev.Value, first, op.Amount))
            return DmaUnmapCall(op.Mdev, first, op.Amount);
        return NotPossible("no page of the range is pinned: VFIO unmaps it without asking");
    }

    private async KernelTask<StepResult> DmaUnmapCall(MdevId m, uint first, int pages)
    {
        await vfio.Unmap(m.Value, first, pages);
        return StepResult.Ok;
    }
}
