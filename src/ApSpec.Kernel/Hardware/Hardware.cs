using System.Runtime.CompilerServices;
using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>
/// The machine's AP queues. <see cref="QueueMachine"/> says what a queue does; this class supplies the queue, the caller's rights and the
/// time.
/// </summary>
public sealed partial class Hardware
{
    private readonly World world;
    private readonly QueueStore store;
    private readonly QueueFacts facts;

    internal Hardware(World world)
    {
        this.world = world;
        store = new QueueStore(world);
        facts = new QueueFacts(HardwareInfo.Create(QueueMode.Cca, depth: world.Scope.Depth), world.Parameters);
    }

    /// <summary>PQAP(TAPQ) by the driver.</summary>
    public Effect<ApStatus> Tapq(Apqn apqn, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (world.IsDropped(EffectKind.Instruction, function, line))
            return world.Done(new ApStatus(ResponseCode.Normal, empty: true));
        var queue = world.Ids.QueueOf(apqn);
        if (!world.IsInHostConfig(queue))
            return world.Done(new ApStatus(ResponseCode.NotAvailable));
        var state = store.Load(queue);
        return world.Done(QueueMachine.Tapq(ref state, facts));
    }

    /// <summary>PQAP(ZAPQ) by the driver: starts a reset with zeroize.</summary>
    public Effect<ApStatus> Zapq(Apqn apqn, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (world.IsDropped(EffectKind.Instruction, function, line))
            return world.Done(new ApStatus(ResponseCode.Normal, empty: true));
        var queue = world.Ids.QueueOf(apqn);
        var status = HostZapq(queue);
        if (world.IsDropped(EffectKind.Environment, nameof(Hardware.Zapq), 0, "ClearStatus"))
            status = new ApStatus(status.ResponseCode, empty: true);
        world.NoteZapq(queue, status, world.ZapqFacts(queue), function, line);
        return world.Done(status);
    }

    /// <summary>PQAP(AQIC) by the driver for a guest: interrupts on, into the GISA of <paramref name="kvm"/>.</summary>
    public Effect<ApStatus> AqicEnable(
        Apqn apqn, GuestAqic request, Kvm kvm, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        var queue = world.Ids.QueueOf(apqn);
        if (!world.IsInHostConfig(queue))
            return world.Done(new ApStatus(ResponseCode.NotAvailable));
        if (world.IsDropped(EffectKind.Instruction, function, line))
            return world.Done(new ApStatus(ResponseCode.Normal));
        if (!world.Scope.Gisa) // there is no GISA; the driver passes NULL: B19
            world.Report(FaultKind.WildAccess, "a GISA that is no guest's", "PQAP(AQIC)", 0);
        var state = store.Load(queue);
        var status = QueueMachine.Aqic(ref state, facts,
            AqicRequest.Enable(request.Isc, QueueStore.HostBase + request.Nib, ApOwner.Guest(kvm.Index)));
        store.Store(queue, state);
        return world.Done(status);
    }

    /// <summary>PQAP(AQIC) by the driver: interrupts off.</summary>
    public Effect<ApStatus> AqicDisable(
        Apqn apqn, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        var queue = world.Ids.QueueOf(apqn);
        if (!world.IsInHostConfig(queue))
            return world.Done(new ApStatus(ResponseCode.NotAvailable));
        if (world.IsDropped(EffectKind.Instruction, function, line))
            return world.Done(new ApStatus(ResponseCode.OtherwiseChanged));
        var state = store.Load(queue);
        var status = QueueMachine.Aqic(ref state, facts, AqicRequest.Disable);
        store.Store(queue, state);
        return world.Done(status);
    }

    /// <summary>Time passes: pending resets and interrupt changes progress, and so do the timers of waiting removals.</summary>
    internal void Pass(int ticks)
    {
        world.PassWaits(ticks);
        for (; ticks > 0; ticks--)
        {
            foreach (var queue in world.Layout.PendingWords.UsedIn(world.Words))
            {
                if (world.Get(world.Layout.Pending[queue]) == 0)
                    continue;
                var before = store.Load(queue);
                var state = before;
                var events = QueueMachine.Tick(ref state, facts);
                if (world.Mutation is not null && (events & QueueEvents.ResetCompleted) != 0)
                    UndoReset(ref state, before);
                store.Store(queue, state);
            }
        }
    }

    /// <summary>True when a trace has set the answer of a queue until further notice: waiting for another answer is endless.</summary>
    internal bool HasAnswerForEver()
    {
        foreach (var queue in world.Layout.QueueWords.UsedIn(world.Words))
        {
            if (store.Load(queue).AnswerTicks == QueueState.Forever)
                return true;
        }

        return false;
    }

    /// <summary>The ZAPQ by the AP bus when a queue is unbound; the bus does not wait for its end.</summary>
    internal ApStatus BusZapq(int queue) => HostZapq(queue);

    // The part of the end of a reset that a mutation can leave out.
    private void UndoReset(ref QueueState state, in QueueState before)
    {
        if (world.IsDropped(EffectKind.Environment, nameof(Pass), 0, "EmptyQueue"))
        {
            state.Requests = before.Requests;
            state.Replies = before.Replies;
        }

        if (world.IsDropped(EffectKind.Environment, nameof(Pass), 0, "ClearResidue"))
            state.Residue = before.Residue;
        if (!world.IsDropped(EffectKind.Environment, nameof(Pass), 0, "DisableInterrupts"))
            return;
        state.Irq = before.Irq;
        state.IrqIsc = before.IrqIsc;
        state.IrqNib = before.IrqNib;
        state.IrqOwner = before.IrqOwner;
    }

    private ApStatus HostZapq(int queue)
    {
        if (!world.IsInHostConfig(queue))
            return new ApStatus(ResponseCode.NotAvailable);
        var state = store.Load(queue);
        var status = QueueMachine.Zapq(ref state, facts, ResetFlag.KeepBinding);
        store.Store(queue, state);
        return status;
    }
}
