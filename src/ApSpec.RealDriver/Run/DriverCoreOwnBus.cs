using ApSpec.Kernel;
using ApSpec.RealDriver.Native;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Run;

/// <content>
/// The AP bus when it is the tree's own: here are only the writes to its sysfs files and the configuration that it finds. The library knows
/// which driver has a queue.
/// </content>
internal abstract partial class DriverCore
{
    private bool HasOwnBus => features.HasFlag(DriverFeatures.OwnBus);

    private StepResult BindOnOwnBus(in Operation op)
    {
        var queue = world.Ids.QueueOf(op.Apqn);
        return Call(new NativeCall
        {
            Op = op.Kind == OperationKind.Unbind ? NativeOp.RemoveQueue : world.GoesToHost(queue) ? NativeOp.BindHost : NativeOp.ProbeQueue,
            Queue = (uint)queue,
            FailAlloc = ProbeFailure(op.Fail),
        });
    }

    private StepResult OverrideOnOwnBus(in Operation op)
    {
        var queue = world.Ids.QueueOf(op.Apqn);
        var field = Layout.Queues[queue].Override;
        var before = world.Get(field);
        if (world.Override(op) is { Outcome: Outcome.NotPossible } refusal)
            return refusal;
        var end = calls.Do(new NativeCall { Op = NativeOp.Override, Queue = (uint)queue, Arg = (byte)op.Override });
        world.Set(field, end.IsOk ? (uint)op.Override : before);
        return end.Result;
    }

    private StepResult ReviseMasksOfOwnBus(in Operation op)
    {
        if (world.RevisedPerms(op, out var field, out var revised) is { } refusal && !world.IsOverrideInUse)
            return StepResult.NotPossible(refusal);
        var isAdapter = op.Kind is OperationKind.ApmaskAdd or OperationKind.ApmaskDel;
        var end = calls.Do(new NativeCall
        {
            Op = NativeOp.BusMask,
            Arg = isAdapter ? (byte)1 : (byte)0,
            Isc = op.Kind is OperationKind.ApmaskAdd or OperationKind.AqmaskAdd ? (byte)1 : (byte)0,
            Id = isAdapter ? op.Apid.Value : op.Apqi.Value,
        });
        if (end.IsOk || end.Status is not (NativeStatus.Done or NativeStatus.Planned))
            world.Set(field, revised);
        return end.Result;
    }

    // New queues exist before the bus scans. Queues that go away are reset first.
    private StepResult ScanOwnBus()
    {
        EnterConfig();
        var result = Call(WithConfig(NativeOp.Scan));
        if (result.Outcome != Outcome.Returned)
            return result; // the call died, so its queue still exists
        LeaveConfig();
        return result;
    }

    private void EnterConfig()
    {
        for (var queue = 0; queue < world.Scope.Queues; queue++)
        {
            if (world.IsInHostConfig(queue))
                world.Hardware.EnterConfig(queue);
        }
    }
}
