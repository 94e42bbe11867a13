using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>Between the state vector and the hardware's queue state.</summary>
internal sealed class QueueStore(World world)
{
    private readonly int domains = world.Scope.Domains.Length;

    public QueueState Load(int queue)
    {
        var seen = world.Layout.Observation.Queues[queue];
        var hidden = world.Layout.Queues[queue];
        var page = world.Get(seen.IrqPage);
        var isc = world.Get(seen.IrqIsc);
        return new QueueState
        {
            Configured = !world.Get(world.Layout.Observation.World.Deconfigured).Contains(queue / domains),
            Checkstopped = world.Get(world.Layout.Observation.World.Checkstopped).Contains(queue / domains),
            Reset = (ResetState)world.Get(seen.Reset),
            ResetTicks = (byte)world.Get(hidden.ResetTicks),
            Irq = (IrqState)world.Get(seen.Irq),
            IrqTicks = (byte)world.Get(hidden.IrqTicks),
            IrqIsc = isc == 0 ? (byte)0 : world.Scope.Iscs[(int)isc - 1],
            IrqNib = page == 0 ? 0 : world.Scope.Pages[(int)page - 1] << 12,
            IrqOwner = (byte)world.Get(seen.IrqKvm),
            Requests = (byte)world.Get(seen.Requests),
            Replies = (byte)world.Get(seen.Replies),
            Depth = (byte)world.Scope.Depth,
            Residue = (byte)world.Get(seen.Residue),
            ResetDuration = (byte)world.Get(hidden.ResetDuration),
            IrqDuration = (byte)world.Get(hidden.IrqDuration),
            AnswerFunction = (byte)world.Get(hidden.AnswerFunction),
            AnswerCode = (ResponseCode)world.Get(hidden.AnswerCode),
            AnswerTicks = (byte)world.Get(hidden.AnswerTicks),
        };
    }

    public void Store(int queue, in QueueState state)
    {
        var seen = world.Layout.Observation.Queues[queue];
        var hidden = world.Layout.Queues[queue];
        var isIrqOn = state.Irq != IrqState.Disabled;
        world.Set(seen.Reset, (uint)state.Reset);
        world.Set(hidden.ResetTicks, state.ResetTicks);
        world.Set(seen.Irq, (uint)state.Irq);
        world.Set(hidden.IrqTicks, state.IrqTicks);
        world.Set(seen.IrqIsc, isIrqOn ? (uint)world.Scope.Iscs.IndexOf(state.IrqIsc) + 1 : 0);
        world.Set(seen.IrqPage, isIrqOn ? (uint)world.Scope.Pages.IndexOf(state.IrqNib >> 12) + 1 : 0);
        world.Set(seen.IrqKvm, state.IrqOwner);
        world.Set(seen.Requests, state.Requests);
        world.Set(seen.Replies, state.Replies);
        world.Set(seen.Residue, state.Residue);
        world.Set(hidden.ResetDuration, state.ResetDuration);
        world.Set(hidden.IrqDuration, state.IrqDuration);
        world.Set(hidden.AnswerFunction, state.AnswerFunction);
        world.Set(hidden.AnswerCode, (uint)state.AnswerCode);
        world.Set(hidden.AnswerTicks, state.AnswerTicks);
        world.Set(world.Layout.Pending[queue], IsPending(state) ? 1u : 0);
    }

    private static bool IsPending(in QueueState state) =>
        state.ResetTicks > 0 || state.IrqTicks > 0 || state.AnswerTicks is > 0 and < Ticks.Always;
}
