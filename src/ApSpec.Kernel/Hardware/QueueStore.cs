using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>Converts between the state vector and the hardware's queue state.</summary>
internal sealed class QueueStore(World world)
{
    private readonly int domains = world.Scope.Domains.Length;

    /// <summary>Host address of guest page 0: the hardware gets host addresses for the NIB, and these are never 0.</summary>
    public const uint HostBase = 0x8000_0000;

    public QueueState Load(int queue)
    {
        var seen = world.Layout.Observation.Queues[queue];
        var hidden = world.Layout.Queues[queue];
        var page = world.Get(seen.IrqPage);
        var isc = world.Get(seen.IrqIsc);
        var kvm = world.Get(seen.IrqKvm);
        var answerTicks = world.Get(hidden.AnswerTicks);
        return new QueueState
        {
            Configured = !world.Get(world.Layout.Observation.World.Deconfigured).Contains(queue / domains),
            Checkstopped = world.Get(world.Layout.Observation.World.Checkstopped).Contains(queue / domains),
            Reset = world.Get(seen.Reset) switch { 0 => ResetKind.None, 1 => ResetKind.Rapq, _ => ResetKind.Zapq },
            ResetTicks = (byte)world.Get(hidden.ResetTicks),
            ResetTakes = (byte)world.Get(hidden.ResetDuration),
            Irq = (IrqState)world.Get(seen.Irq),
            IrqTicks = (byte)world.Get(hidden.IrqTicks),
            IrqTakes = (byte)world.Get(hidden.IrqDuration),
            IrqIsc = isc == 0 ? (byte)0 : world.Scope.Iscs[(int)isc - 1],
            IrqNib = page == 0 ? 0 : HostBase + (world.Scope.Pages[(int)page - 1] << 12),
            IrqOwner = kvm == 0 ? ApOwner.None : ApOwner.Guest((int)kvm - 1),
            Requests = new PsmidFifo(world.Get(hidden.RequestTags), (int)world.Get(seen.Requests)),
            Replies = new PsmidFifo(world.Get(hidden.ReplyTags), (int)world.Get(seen.Replies)),
            Residue = new ApOwner((byte)world.Get(seen.Residue)),
            AnswerFunction = (ApFunction)world.Get(hidden.AnswerFunction),
            AnswerCode = (ResponseCode)world.Get(hidden.AnswerCode),
            AnswerTicks = answerTicks == Ticks.Always ? QueueState.Forever : (byte)answerTicks,
        };
    }

    public void Store(int queue, in QueueState state)
    {
        var seen = world.Layout.Observation.Queues[queue];
        var hidden = world.Layout.Queues[queue];
        var isIrqOn = state.Irq != IrqState.Disabled;
        world.Set(seen.Reset, state.Reset switch { ResetKind.None => 0u, ResetKind.Rapq => 1u, _ => 2u });
        world.Set(hidden.ResetTicks, state.ResetTicks);
        world.Set(hidden.ResetDuration, state.ResetTakes);
        world.Set(seen.Irq, (uint)state.Irq);
        world.Set(hidden.IrqTicks, state.IrqTicks);
        world.Set(hidden.IrqDuration, state.IrqTakes);
        world.Set(seen.IrqIsc, isIrqOn ? (uint)world.Scope.Iscs.IndexOf(state.IrqIsc) + 1 : 0);
        world.Set(seen.IrqPage, isIrqOn ? (uint)world.Scope.Pages.IndexOf((state.IrqNib - HostBase) >> 12) + 1 : 0);
        world.Set(seen.IrqKvm, state.IrqOwner.IsGuest ? (uint)state.IrqOwner.GuestIndex + 1 : 0);
        world.Set(seen.Requests, state.Requests.Count);
        world.Set(hidden.RequestTags, (uint)state.Requests.Tags);
        world.Set(seen.Replies, state.Replies.Count);
        world.Set(hidden.ReplyTags, (uint)state.Replies.Tags);
        world.Set(seen.Residue, state.Residue.Value);
        world.Set(hidden.AnswerFunction, (uint)state.AnswerFunction);
        world.Set(hidden.AnswerCode, (uint)state.AnswerCode);
        world.Set(hidden.AnswerTicks, state.AnswerTicks == QueueState.Forever ? Ticks.Always : (uint)state.AnswerTicks);
        world.Set(world.Layout.Pending[queue], QueueMachine.TicksToNextEvent(state) > 0 ? 1u : 0);
    }
}
