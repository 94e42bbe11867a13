using ApSpec.RealDriver.Native;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Run;

/// <content>The removal of an mdev that is open: the loop in <c>vfio_unregister_group_dev</c>, round by round.</content>
internal sealed partial class OpenDeviceCore
{
    /// <summary>The mdevs whose removal asked in the last operation, one bit each.</summary>
    public uint Asked { get; private set; }

    /// <summary>The mdev whose removal asked again and whose call did not come back; -1 when there is none.</summary>
    public int Asking { get; private set; }

    private StepResult Request(in Operation op)
    {
        if (!world.IsLive(op.Mdev) || Opens(op.Mdev) == 0)
            return StepResult.NotPossible($"{op.Mdev} has no open descriptor: see `remove`");
        if (IsRemoving(op.Mdev))
            return StepResult.NotPossible($"the removal of {op.Mdev} waits already");
        Asked |= 1u << op.Mdev.Value;
        return Call(Of(op, NativeOp.Request));
    }

    /// <summary>The removals that have waited for 10 s ask again; what came of it.</summary>
    public StepResult AskAgain()
    {
        while (world.DueRemoval() is >= 0 and var m)
        {
            Asked |= 1u << m;
            Asking = m;
            var end = Call(new NativeCall { Op = NativeOp.Request, Mdev = (byte)m, Id = world.BeginAsking(m) });
            if (end.Outcome != Outcome.Returned)
                return end;
        }

        Asking = -1;
        return StepResult.Ok;
    }

    private StepResult AdvanceLong()
    {
        for (var left = world.PassToAsk(Ticks.Long); left > 0; left = world.PassToAsk(left))
        {
            var end = AskAgain();
            if (end.Outcome != Outcome.Returned)
                return end;
        }

        return StepResult.Ok;
    }
}
