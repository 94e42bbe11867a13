using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <content>
/// The AP bus: which driver a queue is bound to. When a queue is unbound, the bus issues a ZAPQ and does not wait for its end.
/// </content>
public sealed partial class NotifierEra
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
        if (world.RevisedPerms(op, out var field, out var revised) is { } refusal)
            return NotPossible(refusal);
        world.Set(field, revised);
        return Reprobe();
    }

    // Queues with another driver than the masks ask for are rebound (v5.10 does not ask a driver first).
    private async KernelTask<StepResult> Reprobe()
    {
        if (world.IsDropped(EffectKind.Environment, nameof(Reprobe), 0, "Rebind"))
            return StepResult.Ok;
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

    private KernelTask<StepResult> ReviseHost(in Operation op)
    {
        if (op.Thread != 0)
            return NotPossible(World.ScansAtOnce);
        if (world.RevisedHost(op, out var field, out var revised) is { } refusal)
            return NotPossible(refusal);
        world.Set(field, revised);
        return Rescan();
    }

    // The AP bus scan: queue devices that left the configuration are removed, new ones are added.
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
}
