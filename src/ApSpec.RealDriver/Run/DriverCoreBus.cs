using ApSpec.Architecture;
using ApSpec.RealDriver.Native;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Run;

/// <content>
/// The AP bus (drivers/s390/crypto/ap_bus.c): which driver has a queue, changes of apmask and aqmask, which a driver can veto, and the bus
/// scan after a change of the host configuration. If the bus is the tree's own, see DriverCoreOwnBus.cs.
/// </content>
internal abstract partial class DriverCore
{
    /// <summary>The number of the driver's own allocation in the probe of a queue.</summary>
    protected abstract uint QueueAllocation { get; }

    private StepResult BindQueue(in Operation op)
    {
        if (world.BindRefusal(op) is { } refusal)
            return StepResult.NotPossible(refusal);
        if (HasOwnBus)
            return BindOnOwnBus(op);
        var queue = world.Ids.QueueOf(op.Apqn);
        if (world.IsAbsent(queue))
            return StepResult.Of(Errno.ENODEV); // the scan has not made its device yet
        return op.Kind == OperationKind.Unbind ? LeaveDriver(queue) : EnterDriver(queue, op.Fail);
    }

    // ap_device_remove: the driver first, then the bus sends a ZAPQ and does not wait for its end.
    private StepResult LeaveDriver(int queue)
    {
        if (world.DriverOf(queue) == QueueDriver.VfioAp)
        {
            var end = calls.Do(new NativeCall { Op = NativeOp.RemoveQueue, Queue = (uint)queue });
            if (!end.IsDone)
                return end.Result;
        }

        world.SetDriver(queue, QueueDriver.None);
        world.Hardware.BusZapq(queue);
        return StepResult.Ok;
    }

    // A driver with files for its queues makes these first.
    private uint ProbeFailure(FailPoint fail) => fail switch
    {
        FailPoint.Alloc => QueueAllocation,
        FailPoint.Sysfs => QueueAllocation - 1,
        _ => 0,
    };

    private StepResult EnterDriver(int queue, FailPoint fail = FailPoint.None)
    {
        if (world.GoesToHost(queue))
        {
            world.SetDriver(queue, QueueDriver.Host);
            return StepResult.Ok;
        }

        var end = calls.Do(new NativeCall
        {
            Op = NativeOp.ProbeQueue,
            Queue = (uint)queue,
            FailAlloc = ProbeFailure(fail),
        });
        if (end.IsOk)
            world.SetDriver(queue, QueueDriver.VfioAp);
        return end.Result;
    }

    private StepResult Override(in Operation op)
    {
        if (!facts.HasOverride)
            return StepResult.NotPossible("the queues of this kernel have no driver_override");
        if (HasOwnBus)
            return OverrideOnOwnBus(op);
        var result = world.Override(op);
        if (result.IsSuccess)
            TellOverride(world.Ids.QueueOf(op.Apqn));
        return result;
    }

    // The library gets the queues with a driver_override; it knows itself which queues the driver has, and so whose they are.
    private void TellOverride(int queue) => calls.Do(new NativeCall
    {
        Op = NativeOp.Override,
        Queue = (uint)queue,
        Arg = (byte)world.OverrideOf(queue),
    });

    private StepResult ReviseMasks(in Operation op)
    {
        if (HasOwnBus)
            return ReviseMasksOfOwnBus(op);
        if (world.IsOverrideInUse)
            return StepResult.Of(Errno.EINVAL);
        if (world.RevisedPerms(op, out var field, out var revised) is { } refusal)
            return StepResult.NotPossible(refusal);
        if (op.Kind is OperationKind.ApmaskAdd or OperationKind.AqmaskAdd && features.HasFlag(DriverFeatures.InUse))
        {
            // __verify_card_reservations, __verify_queue_reservations: new ids of the host, combined with the host's other ids or with all ids.
            var end = calls.Do(new NativeCall
            {
                Op = NativeOp.InUse,
                Apm = NativeMask.From(op.Kind == OperationKind.ApmaskAdd ? ApMask.Of(world.Ids.PlaceOf(op.Apid))
                    : facts.AsksForAny ? world.Ids.AllAdapters : HostAdapters),
                Aqm = NativeMask.From(op.Kind == OperationKind.AqmaskAdd ? ApMask.Of(world.Ids.PlaceOf(op.Apqi))
                    : facts.AsksForAny ? world.Ids.AllDomains : HostDomains),
            });
            if (!end.IsDone)
                return end.Result;
            if (end.Value != 0)
                return StepResult.Of(Errno.EBUSY);
        }

        world.Set(field, revised);
        TellMasks();
        return Reprobe();
    }

    // ap_bus_revise_bindings: queues with another driver than the masks ask for are rebound.
    private StepResult Reprobe()
    {
        foreach (var queue in world.BusOrder())
        {
            if (world.IsAbsent(queue) || !world.IsWithWrongDriver(queue))
                continue;
            var left = world.DriverOf(queue) == QueueDriver.None ? StepResult.Ok : LeaveDriver(queue);
            if (left.Outcome != Outcome.Returned)
                return left;
            var entered = EnterDriver(queue);
            if (entered.Outcome != Outcome.Returned)
                return entered;
        }

        return StepResult.Ok;
    }

    private StepResult ReviseHost(in Operation op)
    {
        if ((world.CallOf(op.Thread) ?? world.ScanRefusal()) is { } waits)
            return StepResult.NotPossible(waits);
        if (world.RevisedHost(op, out var field, out var revised) is { } refusal)
            return StepResult.NotPossible(refusal);
        world.Set(field, revised);
        return op.Thread == 0 ? Scan() : BeginScan(op.Thread);
    }

    // ap_scan_bus: on_config_changed, then queue devices are removed and added, then on_scan_complete.
    private StepResult Scan()
    {
        if (HasOwnBus)
            return ScanOwnBus();
        var changed = Tell(NativeOp.ConfigChanged, DriverFeatures.ConfigChanged);
        if (changed.Outcome != Outcome.Returned)
            return changed;
        for (var queue = 0; queue < world.Scope.Queues; queue++)
        {
            var moved = MoveQueue(queue);
            if (moved.Outcome != Outcome.Returned)
                return moved;
        }

        return Tell(NativeOp.ScanComplete, DriverFeatures.ScanComplete);
    }

    private StepResult MoveQueue(int queue)
    {
        if (world.IsInHostConfig(queue))
            return world.Hardware.EnterConfig(queue) ? EnterDriver(queue) : StepResult.Ok;
        var left = world.DriverOf(queue) != QueueDriver.None ? LeaveDriver(queue) : StepResult.Ok;
        if (left.Outcome != Outcome.Returned)
            return left;
        if (world.LoseOverride(queue))
            TellOverride(queue);
        world.Hardware.LeaveConfig(queue);
        return left;
    }

    private StepResult Tell(NativeOp call, DriverFeatures needed) => features.HasFlag(needed)
        ? Call(WithConfig(call))
        : StepResult.Ok;

    private NativeCall WithConfig(NativeOp call) => new()
    {
        Op = call,
        Apm = NativeMask.From(world.Ids.AllAdapters.AndNot(world.Get(Layout.World.HostApmGone))),
        Aqm = NativeMask.From(world.Ids.AllDomains.AndNot(world.Get(Layout.World.HostAqmGone))),
        Adm = NativeMask.From(world.Ids.AllDomains.AndNot(world.Get(Layout.World.HostAdmGone))),
    };

    /// <summary>Tells the library which APQNs the host's drivers own.</summary>
    public void TellMasks() => calls.TellPerms(NativeMask.From(HostAdapters), NativeMask.From(HostDomains));

    private ApMask HostAdapters => world.Get(Layout.World.ApmaskHost);

    private ApMask HostDomains => world.Ids.AllDomains.AndNot(world.Get(Layout.World.AqmaskFree));
}
