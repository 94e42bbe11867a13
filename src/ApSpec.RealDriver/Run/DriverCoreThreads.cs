using ApSpec.Kernel;
using ApSpec.RealDriver.Native;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Run;

/// <content>An operation as the call of a thread: what it does before the call, the call, and what it does after.</content>
internal abstract partial class DriverCore
{
    /// <summary>The call that an operation makes now; null when it makes none, or cannot be made, with the result.</summary>
    public NativeCall? Plan(in Operation op, out StepResult result)
    {
        if (!HasOwnBus && IsOfBus(op.Kind))
        {
            result = StepResult.NotPossible("the AP bus of this tree is assumed: its calls are not made beside others");
            return null;
        }

        Asked = 0;
        Asking = -1;
        calls.BeginPlan();
        result = Deliver(op);
        return calls.EndPlan();
    }

    /// <summary>What an operation leaves in the world when its call has returned.</summary>
    public StepResult Finish(in Operation op, in CallEnd end)
    {
        switch (op.Kind)
        {
            case OperationKind.ApmaskAdd or OperationKind.ApmaskDel or OperationKind.AqmaskAdd or OperationKind.AqmaskDel:
                if (end.IsOk && world.RevisedPerms(op, out var field, out var revised) is null)
                    world.Set(field, revised);
                break;
            case OperationKind.Override:
                if (end.IsOk)
                    world.Set(Layout.Queues[world.Ids.QueueOf(op.Apqn)].Override, (uint)op.Override);
                break;
            case OperationKind.AqicEnable or OperationKind.AqicDisable:
                return end.ToGuest;
            case var kind when IsHostChange(kind):
                LeaveConfig();
                break;
            case OperationKind.AssignAdapter or OperationKind.UnassignAdapter or OperationKind.AssignDomain or OperationKind.UnassignDomain
                or OperationKind.AssignControlDomain or OperationKind.UnassignControlDomain or OperationKind.ApConfig:
                return end.IsDone && end.Value > 0 ? StepResult.Ok : end.Result;
            default:
                break;
        }

        return end.Result;
    }

    private void LeaveConfig()
    {
        for (var queue = 0; queue < world.Scope.Queues; queue++)
        {
            if (world.IsInHostConfig(queue))
                continue;
            world.LoseOverride(queue);
            world.Hardware.LeaveConfig(queue);
        }
    }

    private static bool IsHostChange(OperationKind kind) => OperationSyntax.FormOf(kind).IsHostChange;

    private static bool IsOfBus(OperationKind kind) => IsHostChange(kind) || kind is OperationKind.Bind or OperationKind.Unbind or OperationKind.Override
        or OperationKind.ApmaskAdd or OperationKind.ApmaskDel or OperationKind.AqmaskAdd or OperationKind.AqmaskDel;
}
