using ApSpec.RealDriver.Native;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Run;

/// <content>The removal of an open mdev. It waits in the tree's <c>vfio_unregister_group_dev</c>; a fake of that is called once for each round.</content>
internal sealed partial class OpenDeviceCore
{
    private StepResult Request(in Operation op)
    {
        if (!World.IsLive(op.Mdev) || Opens(op.Mdev) == 0)
            return StepResult.NotPossible($"{op.Mdev} has no open descriptor: see `remove`");
        if (IsRemoving(op.Mdev))
            return StepResult.NotPossible($"the removal of {op.Mdev} waits already");
        Asked |= 1u << op.Mdev.Value;
        World.NoteCaller(op.Mdev, op.Thread);
        return Features.HasFlag(DriverFeatures.OwnVfio)
            ? Calls.Start(TaskOf(op.Mdev.Value), Prepare(op, NativeOp.Remove)).Result
            : Call(Prepare(op, NativeOp.Request));
    }

    /// <inheritdoc/>
    public override StepResult AskAgain()
    {
        while (World.DueRemoval() is >= 0 and var m)
        {
            Asked |= 1u << m;
            Asking = m;
            var before = World.BeginAsking(m);
            var end = Features.HasFlag(DriverFeatures.OwnVfio)
                ? Calls.Pass(TaskOf(m)).Result
                : Call(new NativeCall { Op = NativeOp.Request, Mdev = (byte)m, Id = before });
            if (end.Outcome != Outcome.Returned)
                return end;
        }

        Asking = -1;
        return StepResult.Ok;
    }

    // Each removal has its own task, since other calls run while it waits.
    private static uint TaskOf(int m) => 1 + (uint)m;

    private StepResult AdvanceLong()
    {
        for (var left = World.PassToAsk(Ticks.Long); left > 0; left = World.PassToAsk(left))
        {
            var end = AskAgain();
            if (end.Outcome != Outcome.Returned)
                return end;
        }

        return StepResult.Ok;
    }
}
