using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <content>
/// The AP bus: which driver a queue is bound to. A queue that leaves a driver is handed a ZAPQ by the bus, whose end nobody awaits.
/// </content>
public sealed partial class NotifierEra
{
    private KernelTask<StepResult> BindQueue(in Operation op)
    {
        var queue = world.Ids.QueueOf(op.Apqn);
        var bound = world.DriverOf(queue);
        if (op.Kind == OperationKind.Unbind)
            return bound == QueueDriver.None ? NotPossible($"{op.Apqn} has no driver") : UnbindCall(queue);
        if (!world.IsInHostConfig(queue))
            return NotPossible($"{op.Apqn} is not in the host configuration");
        return bound != QueueDriver.None ? NotPossible($"{op.Apqn} has a driver") : BindCall(queue);
    }

    private async KernelTask<StepResult> UnbindCall(int queue)
    {
        await LeaveDriver(queue);
        return StepResult.Ok;
    }

    private async KernelTask<StepResult> BindCall(int queue) => StepResult.Of(await EnterDriver(queue));

    private async KernelTask LeaveDriver(int queue)
    {
        if (world.DriverOf(queue) == QueueDriver.VfioAp)
            await driver.RemoveQueue(world.Ids.ApqnOf(queue));
        world.SetDriver(queue, QueueDriver.None);
        world.Hardware.BusZapq(queue);
    }

    private async KernelTask<Errno> EnterDriver(int queue)
    {
        if (world.IsReservedForHost(queue))
        {
            world.SetDriver(queue, QueueDriver.Host);
            return Errno.Ok;
        }

        var error = await driver.ProbeQueue(world.Ids.ApqnOf(queue));
        if (error == Errno.Ok)
            world.SetDriver(queue, QueueDriver.VfioAp);
        return error;
    }

    private KernelTask<StepResult> ReviseMasks(in Operation op)
    {
        var fields = Layout.World;
        var isAdapter = op.Kind is OperationKind.ApmaskAdd or OperationKind.ApmaskDel;
        var field = isAdapter ? fields.ApmaskHost : fields.AqmaskFree;
        var place = isAdapter ? world.Ids.PlaceOf(op.Apid) : world.Ids.PlaceOf(op.Apqi);
        var set = op.Kind is OperationKind.ApmaskAdd or OperationKind.AqmaskDel; // apmask bit on, or aqmask bit off
        var mask = world.Get(field);
        if (mask.Contains(place) == set)
            return NotPossible("the mask has this value already");
        world.Set(field, set ? mask.With(place) : mask.Without(place));
        return Reprobe();
    }

    // Queues whose driver is not the one the masks ask for change hands (v5.10: no driver is asked first).
    private async KernelTask<StepResult> Reprobe()
    {
        if (world.IsDropped(EffectKind.Environment, nameof(Reprobe), 0, "Rebind"))
            return StepResult.Ok;
        for (var queue = 0; queue < world.Scope.Queues; queue++)
        {
            var bound = world.DriverOf(queue);
            if (bound == QueueDriver.None || (bound == QueueDriver.Host) == world.IsReservedForHost(queue))
                continue;
            await LeaveDriver(queue);
            await EnterDriver(queue);
        }

        return StepResult.Ok;
    }

    private KernelTask<StepResult> ReviseHost(in Operation op)
    {
        var fields = Layout.World;
        var isAdapter = op.Kind is OperationKind.HostAdapterAdd or OperationKind.HostAdapterDel;
        var field = isAdapter ? fields.HostApmGone : fields.HostAqmGone;
        var place = isAdapter ? world.Ids.PlaceOf(op.Apid) : world.Ids.PlaceOf(op.Apqi);
        var set = op.Kind is OperationKind.HostAdapterDel or OperationKind.HostDomainDel;
        var mask = world.Get(field);
        if (mask.Contains(place) == set)
            return NotPossible("the host configuration has this value already");
        world.Set(field, set ? mask.With(place) : mask.Without(place));
        return Rescan();
    }

    // The AP bus scan: queue devices out of the configuration go, those new in it come.
    private async KernelTask<StepResult> Rescan()
    {
        for (var queue = 0; queue < world.Scope.Queues; queue++)
        {
            var isHere = world.IsInHostConfig(queue);
            if (!isHere && world.DriverOf(queue) != QueueDriver.None)
                await LeaveDriver(queue);
            if (!isHere)
                world.Hardware.LeaveConfig(queue);
            if (isHere && world.Hardware.EnterConfig(queue))
                await EnterDriver(queue);
        }

        return StepResult.Ok;
    }

    private KernelTask<StepResult> Machine(in Operation op) => world.Hardware.Apply(op) is { } refusal
        ? NotPossible(refusal)
        : new KernelTask<StepResult>(StepResult.Ok, null);

    private KernelTask<StepResult> Message(in Operation op)
    {
        var queue = world.Ids.QueueOf(op.Apqn);
        if (op.Kind != OperationKind.Process)
        {
            if (op.Kvm is { } k && (!world.IsLive(k) || world.Get(Layout.Kvms[k.Value].VcpuClosed) != 0))
                return NotPossible($"{k} has no vcpu");
            if (op.Kvm is null && world.DriverOf(queue) != QueueDriver.Host)
                return NotPossible($"{op.Apqn} is not bound to the host's driver");
        }

        return world.Hardware.Message(op, queue, out var code) is { } refusal
            ? NotPossible(refusal)
            : new KernelTask<StepResult>(
                op.Kind == OperationKind.Process ? StepResult.Ok : StepResult.Of(code), null);
    }
}
