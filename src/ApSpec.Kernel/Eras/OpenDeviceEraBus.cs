using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <content>
/// The AP bus (drivers/s390/crypto/ap_bus.c): which driver has a queue, changes of apmask and aqmask, which a driver can veto, and the bus
/// scan after a change of the host configuration.
/// </content>
public sealed partial class OpenDeviceEra
{
    private KernelTask<StepResult> BindQueue(in Operation op)
    {
        if (world.BindRefusal(op) is { } refusal)
            return NotPossible(refusal);
        var queue = world.Ids.QueueOf(op.Apqn);
        return op.Kind == OperationKind.Unbind ? UnbindCall(queue) : BindCall(queue);
    }

    private async KernelTask<StepResult> UnbindCall(int queue)
    {
        await LeaveDriver(queue);
        return StepResult.Ok;
    }

    private async KernelTask<StepResult> BindCall(int queue) => StepResult.Of(await EnterDriver(queue));

    // ap_device_remove: the driver first, then the bus issues a ZAPQ and does not wait for its end.
    private async KernelTask LeaveDriver(int queue)
    {
        if (world.DriverOf(queue) == QueueDriver.VfioAp)
        {
            await driver.RemoveQueue(new QueueDevice(world, queue));
            CountLostGroup(queue);
        }

        world.SetDriver(queue, QueueDriver.None);
        world.Hardware.BusZapq(queue);
    }

    [KernelFunction("ap_device_probe")]
    private async KernelTask<Errno> EnterDriver(int queue)
    {
        if (world.GoesToHost(queue))
        {
            world.SetDriver(queue, QueueDriver.Host);
            return Errno.Ok;
        }

        if (world.OverrideOf(queue) == QueueOverride.None)
        {
            await world.Matrix.PermsLock.Lock();
            await world.Matrix.PermsLock.Unlock();
        }

        var hadGroup = HasGroup(queue);
        var error = await driver.ProbeQueue(new QueueDevice(world, queue));
        if (error == Errno.Ok)
            world.SetDriver(queue, QueueDriver.VfioAp);
        else if (!hadGroup)
            CountLostGroup(queue);
        return error;
    }

    private KernelTask<StepResult> Status(in Operation op)
    {
        var queue = world.Ids.QueueOf(op.Apqn);
        var isThere = world.Layout.Queues[queue].HasNoGroup.Width == 0 ? world.DriverOf(queue) == QueueDriver.VfioAp : HasGroup(queue);
        return isThere ? StatusCall(queue) : NotPossible("there is no such attribute");
    }

    private async KernelTask<StepResult> StatusCall(int queue)
    {
        await driver.StatusShow(new QueueDevice(world, queue));
        return StepResult.Ok with { Text = SysfsText.StatusOf(world.Observe(), queue) };
    }

    private bool HasGroup(int queue) => world.Get(world.Layout.Queues[queue].HasNoGroup) == 0;

    // A sysfs group that is left when the driver gives up its queue is leaked, like memory.
    private void CountLostGroup(int queue)
    {
        if (HasGroup(queue))
            world.Increment(Layout.World.ExtraAllocs, "extra_allocs");
    }

    private KernelTask<StepResult> ReviseMasks(in Operation op) =>
        world.IsOverrideInUse ? Done(StepResult.Of(Errno.EINVAL))
        : world.RevisedPerms(op, out var field, out var revised) is { } refusal ? NotPossible(refusal)
        : ReviseMasksCall(op, field, revised);

    // apmask_store: __verify_card_reservations asks about the new ids of the host, combined with the host's other ids or with all ids.
    [KernelFunction("apmask_store or aqmask_store")]
    private async KernelTask<StepResult> ReviseMasksCall(Operation op, MaskField field, ApMask revised)
    {
        await world.Matrix.PermsLock.Lock();
        if (op.Kind is OperationKind.ApmaskAdd or OperationKind.AqmaskAdd)
        {
            var fields = Layout.World;
            var adapters = op.Kind == OperationKind.ApmaskAdd
                ? world.Matrix.NoAdapters.With(op.Apid)
                : driver.Facts.AsksForAny ? HostConfig.AdaptersBut(world, default)
                : new AdapterSet(world.Ids, world.Get(fields.ApmaskHost));
            var domains = op.Kind == OperationKind.AqmaskAdd
                ? world.Matrix.NoDomains.With(op.Apqi)
                : HostConfig.DomainsBut(world, driver.Facts.AsksForAny ? default : world.Get(fields.AqmaskFree));
            HoldModule();
            var error = await driver.InUse(adapters, domains);
            DropModule();
            if (error != Errno.Ok)
            {
                await world.Matrix.PermsLock.Unlock();
                return StepResult.Of(Errno.EBUSY);
            }
        }

        world.Set(field, revised);
        await world.Matrix.PermsLock.Unlock();
        return await Reprobe();
    }

    // ap_bus_revise_bindings: queues with another driver than the masks ask for are rebound.
    private async KernelTask<StepResult> Reprobe()
    {
        foreach (var queue in world.BusOrder())
        {
            if (!world.IsWithWrongDriver(queue))
                continue;
            if (world.DriverOf(queue) != QueueDriver.None)
                await LeaveDriver(queue);
            await EnterDriver(queue);
        }

        return StepResult.Ok;
    }

    private KernelTask<StepResult> ReviseHost(in Operation op) =>
        op.Thread != 0 ? NotPossible(World.ScansAtOnce)
        : world.RevisedHost(op, out var field, out var revised) is { } refusal ? NotPossible(refusal)
        : ScanCall(field, revised);

    // ap_scan_bus: on_config_changed, then queue devices are removed and added, then on_scan_complete.
    private async KernelTask<StepResult> ScanCall(MaskField field, ApMask revised)
    {
        var previous = HostConfig.Of(world);
        world.Set(field, revised);
        HoldModule();
        await driver.OnConfigChanged(HostConfig.Of(world), previous);
        world.NoteConfig(world.IsInfoTheBus());
        DropModule();
        for (var queue = 0; queue < world.Scope.Queues; queue++)
        {
            var isHere = world.IsInHostConfig(queue);
            if (!isHere && world.DriverOf(queue) != QueueDriver.None)
                await LeaveDriver(queue);
            if (!isHere)
            {
                world.LoseOverride(queue);
                world.Hardware.LeaveConfig(queue);
            }

            if (isHere && world.Hardware.EnterConfig(queue))
                await EnterDriver(queue);
        }

        HoldModule();
        await driver.OnScanComplete();
        DropModule();
        return StepResult.Ok;
    }

    // The bus holds a reference on the driver's module during a call; if that call dies, the reference stays.
    private void HoldModule() => world.Increment(Layout.World.ModuleRefs, "module_refs");

    private void DropModule() => world.Decrement(Layout.World.ModuleRefs);
}
