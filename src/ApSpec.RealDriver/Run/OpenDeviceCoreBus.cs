using ApSpec.Architecture;
using ApSpec.RealDriver.Native;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Run;

/// <content>
/// The AP bus (drivers/s390/crypto/ap_bus.c): which driver has a queue, changes of apmask and aqmask that a driver in use vetoes,
/// and the bus scan that follows a change of the host configuration.
/// </content>
internal sealed partial class OpenDeviceCore
{
    // The first allocation of a probe is that of the sysfs group, in the fake; the second is the driver's own.
    private const uint QueueAllocation = 2;

    private StepResult BindQueue(in Operation op)
    {
        var queue = world.Ids.QueueOf(op.Apqn);
        var bound = world.DriverOf(queue);
        if (op.Kind == OperationKind.Unbind)
            return bound == QueueDriver.None ? StepResult.NotPossible($"{op.Apqn} has no driver") : LeaveDriver(queue);
        if (!world.IsInHostConfig(queue))
            return StepResult.NotPossible($"{op.Apqn} is not in the host configuration");
        return bound != QueueDriver.None
            ? StepResult.NotPossible($"{op.Apqn} has a driver")
            : EnterDriver(queue, op.Fail);
    }

    // ap_device_remove: the driver first, then the bus hands the queue a ZAPQ whose end nobody awaits.
    private StepResult LeaveDriver(int queue)
    {
        if (world.DriverOf(queue) == QueueDriver.VfioAp)
        {
            var end = calls.Do(new NativeCall { Op = NativeOp.RemoveQueue, Queue = (ushort)queue });
            if (!end.IsDone)
                return end.Result;
        }

        world.SetDriver(queue, QueueDriver.None);
        world.Hardware.BusZapq(queue);
        return StepResult.Ok;
    }

    private StepResult EnterDriver(int queue, FailPoint fail = FailPoint.None)
    {
        if (world.IsReservedForHost(queue))
        {
            world.SetDriver(queue, QueueDriver.Host);
            return StepResult.Ok;
        }

        var end = calls.Do(new NativeCall
        {
            Op = NativeOp.ProbeQueue,
            Queue = (ushort)queue,
            FailAlloc = fail == FailPoint.Alloc ? QueueAllocation : 0,
        });
        if (end.IsOk)
            world.SetDriver(queue, QueueDriver.VfioAp);
        return end.Result;
    }

    private StepResult ReviseMasks(in Operation op)
    {
        var fields = Layout.World;
        var isAdapter = op.Kind is OperationKind.ApmaskAdd or OperationKind.ApmaskDel;
        var field = isAdapter ? fields.ApmaskHost : fields.AqmaskFree;
        var place = isAdapter ? world.Ids.PlaceOf(op.Apid) : world.Ids.PlaceOf(op.Apqi);
        var set = op.Kind is OperationKind.ApmaskAdd or OperationKind.AqmaskDel; // apmask bit on, or aqmask bit off
        var mask = world.Get(field);
        if (mask.Contains(place) == set)
            return StepResult.NotPossible("the mask has this value already");
        if (op.Kind is OperationKind.ApmaskAdd or OperationKind.AqmaskAdd && features.HasFlag(DriverFeatures.InUse))
        {
            // __verify_card_reservations, __verify_queue_reservations: the ids that become the host's, against those that are.
            var end = calls.Do(new NativeCall
            {
                Op = NativeOp.InUse,
                Apm = isAdapter ? 1UL << place : HostAdapters,
                Aqm = isAdapter ? HostDomains : 1UL << place,
            });
            if (!end.IsDone)
                return end.Result;
            if (end.Value != 0)
                return StepResult.Of(Errno.EBUSY);
        }

        world.Set(field, set ? mask.With(place) : mask.Without(place));
        TellMasks();
        return Reprobe();
    }

    // ap_bus_revise_bindings: queues whose driver is not the one the masks ask for change hands.
    private StepResult Reprobe()
    {
        for (var queue = 0; queue < world.Scope.Queues; queue++)
        {
            var bound = world.DriverOf(queue);
            if (bound == QueueDriver.None || (bound == QueueDriver.Host) == world.IsReservedForHost(queue))
                continue;
            var left = LeaveDriver(queue);
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
        var fields = Layout.World;
        var (field, place) = op.Kind switch
        {
            OperationKind.HostAdapterAdd or OperationKind.HostAdapterDel => (fields.HostApmGone, world.Ids.PlaceOf(op.Apid)),
            OperationKind.HostDomainAdd or OperationKind.HostDomainDel => (fields.HostAqmGone, world.Ids.PlaceOf(op.Apqi)),
            _ => (fields.HostAdmGone, world.Ids.PlaceOf(op.Apqi)),
        };
        var set = op.Kind is OperationKind.HostAdapterDel or OperationKind.HostDomainDel or OperationKind.HostControlDel;
        var mask = world.Get(field);
        if (mask.Contains(place) == set)
            return StepResult.NotPossible("the host configuration has this value already");
        world.Set(field, set ? mask.With(place) : mask.Without(place));
        return Scan();
    }

    // ap_scan_bus: the drivers hear of the new configuration, queue devices go and come, the drivers hear of the end.
    private StepResult Scan()
    {
        var changed = Tell(NativeOp.ConfigChanged, DriverFeatures.ConfigChanged);
        if (changed.Outcome != Outcome.Returned)
            return changed;
        for (var queue = 0; queue < world.Scope.Queues; queue++)
        {
            var isHere = world.IsInHostConfig(queue);
            var moved = StepResult.Ok;
            if (!isHere && world.DriverOf(queue) != QueueDriver.None)
                moved = LeaveDriver(queue);
            if (moved.Outcome != Outcome.Returned)
                return moved;
            if (!isHere)
                world.Hardware.LeaveConfig(queue);
            if (isHere && world.Hardware.EnterConfig(queue))
                moved = EnterDriver(queue);
            if (moved.Outcome != Outcome.Returned)
                return moved;
        }

        return Tell(NativeOp.ScanComplete, DriverFeatures.ScanComplete);
    }

    private StepResult Tell(NativeOp call, DriverFeatures needed) => features.HasFlag(needed)
        ? Call(new NativeCall
        {
            Op = call,
            Apm = All(world.Scope.Adapters.Length) & ~Bits(world.Get(Layout.World.HostApmGone), world.Scope.Adapters.Length),
            Aqm = All(world.Scope.Domains.Length) & ~Bits(world.Get(Layout.World.HostAqmGone), world.Scope.Domains.Length),
            Adm = All(world.Scope.Domains.Length) & ~Bits(world.Get(Layout.World.HostAdmGone), world.Scope.Domains.Length),
        })
        : StepResult.Ok;

    /// <summary>The library knows which APQNs the host's drivers own.</summary>
    public void TellMasks() => calls.TellPerms(HostAdapters, HostDomains);

    private ulong HostAdapters => Bits(world.Get(Layout.World.ApmaskHost), world.Scope.Adapters.Length);

    private ulong HostDomains =>
        All(world.Scope.Domains.Length) & ~Bits(world.Get(Layout.World.AqmaskFree), world.Scope.Domains.Length);

    private StepResult Machine(in Operation op) => world.Hardware.Apply(op) is { } refusal
        ? StepResult.NotPossible(refusal)
        : StepResult.Ok;

    private StepResult Message(in Operation op)
    {
        var queue = world.Ids.QueueOf(op.Apqn);
        if (op.Kind != OperationKind.Process)
        {
            if (op.Kvm is { } k && (!world.IsLive(k) || world.Get(Layout.Kvms[k.Value].VcpuClosed) != 0))
                return StepResult.NotPossible($"{k} has no vcpu");
            if (op.Kvm is null && world.DriverOf(queue) != QueueDriver.Host)
                return StepResult.NotPossible($"{op.Apqn} is not bound to the host's driver");
        }

        return world.Hardware.Message(op, queue, out var code) is { } refusal
            ? StepResult.NotPossible(refusal)
            : op.Kind == OperationKind.Process ? StepResult.Ok : StepResult.Of(code);
    }

    private static ulong All(int count) => ulong.MaxValue >> (64 - count);

    private static ulong Bits(in ApMask mask, int count)
    {
        var bits = 0UL;
        for (var place = 0; place < count; place++)
            bits |= mask.Contains(place) ? 1UL << place : 0;
        return bits;
    }
}
