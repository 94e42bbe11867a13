using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <content>The removal of an open mdev: the loop in <c>vfio_unregister_group_dev</c>, round by round.</content>
public sealed partial class OpenDeviceEra
{
    private KernelTask<StepResult> Request(in Operation op)
    {
        if (!world.IsLive(op.Mdev) || Opens(op.Mdev) == 0)
            return NotPossible($"{op.Mdev} has no open descriptor: see `remove`");
        return IsRemoving(op.Mdev)
            ? NotPossible($"the removal of {op.Mdev} waits already")
            : RequestCall(op.Mdev, op.Thread);
    }

    // The first round; the removal goes on when the last descriptor is closed.
    private async KernelTask<StepResult> RequestCall(MdevId m, byte thread)
    {
        world.Set(Layout.Mdevs[m.Value].Removing, 1);
        world.NoteCaller(m, thread);
        world.NoteRemoval(m.Value, world.Get(world.Layout.Mdevs[m.Value].ReqTrigger) != 0);
        await driver.Request(MdevOf(m));
        return StepResult.Ok;
    }

    // The later rounds, after the call that let the time pass.
    private async KernelTask<StepResult> CallAndAsk(Operation op)
    {
        var result = await Call(op);
        if (result.Outcome == Outcome.NotPossible)
            return result;
        world.SettleRemovals();
        await AskAgain();
        return result;
    }

    private async KernelTask AskAgain()
    {
        while (world.DueRemoval() is >= 0 and var m)
        {
            world.Thread.Call.Asking = m;
            world.BeginAsking(m);
            world.NoteRemoval(m, world.Get(world.Layout.Mdevs[m].ReqTrigger) != 0);
            await driver.Request(MdevOf(new MdevId((byte)m)));
        }

        world.Thread.Call.Asking = -1;
    }

    private async KernelTask<StepResult> AdvanceLong()
    {
        for (var left = world.PassToAsk(Ticks.Long); left > 0; left = world.PassToAsk(left))
            await AskAgain();
        return StepResult.Ok;
    }
}
