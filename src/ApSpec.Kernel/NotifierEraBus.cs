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

    // Queues whose driver is not the one the masks ask for change hands (v5.10: no driver is asked first).
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
        if (world.RevisedHost(op, out var field, out var revised) is { } refusal)
            return NotPossible(refusal);
        world.Set(field, revised);
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
}
