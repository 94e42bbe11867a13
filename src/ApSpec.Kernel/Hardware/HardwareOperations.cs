using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <content>What happens to the hardware without the driver: SCLP, checkstops, guests' own instructions, answers set ahead.</content>
public sealed partial class Hardware
{
    /// <summary>Does a hardware operation; a text when it is not possible.</summary>
    internal string? Apply(in Operation op)
    {
        switch (op.Kind)
        {
            case OperationKind.Deconfigure:
                return Adapter(op.Apid, world.Layout.Observation.World.Deconfigured, true);
            case OperationKind.Configure:
                return Adapter(op.Apid, world.Layout.Observation.World.Deconfigured, false);
            case OperationKind.Checkstop:
                return Adapter(op.Apid, world.Layout.Observation.World.Checkstopped, true);
            case OperationKind.Recover:
                return Adapter(op.Apid, world.Layout.Observation.World.Checkstopped, false);
            case OperationKind.HwAnswer:
                SetAhead(op);
                return null;
            case OperationKind.HwDuration:
                SetDuration(op);
                return null;
            case OperationKind.Advance:
                Pass(op.Amount);
                return null;
            default:
                throw new InvalidOperationException($"{op.Kind} is no hardware operation");
        }
    }

    /// <summary>
    /// An instruction by a guest that is not intercepted and is checked against its APCB; or one by the host's driver; or the adapter's work on a
    /// request. A text when it is not possible.
    /// </summary>
    internal string? Message(in Operation op, int queue, out ResponseCode code)
    {
        code = ResponseCode.NotAvailable;
        if (op.Kind != OperationKind.Process && !IsReachable(op.Kvm, queue))
            return null;
        if (!world.IsInHostConfig(queue))
            return op.Kind == OperationKind.Process ? RefusalText.Of($"{op.Apqn} is not in the host configuration") : null;
        var state = store.Load(queue);
        var owner = op.Kvm is { } kvm ? ApOwner.Guest(kvm.Value) : ApOwner.Host;
        switch (op.Kind)
        {
            case OperationKind.Nqap:
                code = QueueMachine.Nqap(ref state, NqapFacts(), op.Amount, owner).ResponseCode;
                break;
            case OperationKind.Dqap:
                code = QueueMachine.Dqap(ref state, facts, out _).ResponseCode;
                break;
            case OperationKind.GuestTapq:
                code = world.IsDropped(EffectKind.Environment, nameof(Message), 0, "TellReset")
                    ? ResponseCode.Normal
                    : QueueMachine.Tapq(ref state, facts).ResponseCode;
                break;
            case OperationKind.GuestZapq:
                code = QueueMachine.Zapq(ref state, facts, ResetFlag.KeepBinding).ResponseCode;
                break;
            case OperationKind.GuestRapq:
                code = QueueMachine.Rapq(ref state, facts, ResetFlag.KeepBinding).ResponseCode;
                break;
            case OperationKind.Process:
                var requests = state.Requests;
                if (QueueMachine.ProcessRequest(ref state) == QueueEvents.None)
                    return RefusalText.Of($"{op.Apqn} has no request to work on");
                if (world.IsDropped(EffectKind.Environment, nameof(Message), 0, "TakeRequest"))
                    state.Requests = requests;
                break;
            default:
                throw new InvalidOperationException($"{op.Kind} is no message operation");
        }

        store.Store(queue, state);
        return null;
    }

    private QueueFacts NqapFacts() => world.IsDropped(EffectKind.Environment, nameof(Message), 0, "DepthBound")
        ? new QueueFacts(HardwareInfo.Create(QueueMode.Cca, depth: world.Scope.Depth + 1), world.Parameters)
        : facts;

    /// <summary>The queue left the host configuration: its state is cleared.</summary>
    internal void LeaveConfig(int queue)
    {
        world.Set(world.Layout.Queues[queue].IsAbsent, 1);
        var state = store.Load(queue);
        QueueMachine.Deconfigure(ref state, facts);
        store.Store(queue, state);
    }

    /// <summary>True when the queue was out of the host configuration and is back.</summary>
    internal bool EnterConfig(int queue)
    {
        var absent = world.Layout.Queues[queue].IsAbsent;
        if (world.Get(absent) == 0)
            return false;
        world.Set(absent, 0);
        world.MoveLast(queue);
        return true;
    }

    private bool IsReachable(KvmId? guest, int queue)
    {
        if (guest is not { } k || world.IsDropped(EffectKind.Environment, nameof(Message), 0, "TestMasks"))
            return true;
        var kvm = world.Layout.Observation.Kvms[k.Value];
        var domains = world.Scope.Domains.Length;
        return world.Get(kvm.Apm).Contains(queue / domains) && world.Get(kvm.Aqm).Contains(queue % domains);
    }

    private string? Adapter(Apid apid, MaskField field, bool on)
    {
        var place = world.Ids.PlaceOf(apid);
        var mask = world.Get(field);
        if (mask.Contains(place) == on)
            return RefusalText.Of($"adapter {apid} is in this state already");
        world.Set(field, on ? mask.With(place) : mask.Without(place));
        if (field.Equals(world.Layout.Observation.World.Deconfigured) && on)
            DeconfigureQueues(place);
        return null;
    }

    private void DeconfigureQueues(int adapter)
    {
        if (world.IsDropped(EffectKind.Environment, nameof(DeconfigureQueues), 0, "ResetQueues"))
            return;
        var domains = world.Scope.Domains.Length;
        for (var queue = adapter * domains; queue < (adapter + 1) * domains; queue++)
        {
            var state = store.Load(queue);
            QueueMachine.Deconfigure(ref state, facts);
            store.Store(queue, state);
        }
    }

    private void SetAhead(in Operation op)
    {
        var queue = world.Ids.QueueOf(op.Apqn);
        var state = store.Load(queue);
        QueueMachine.AnswerAhead(ref state, FunctionOf(op.Function), op.Code,
            op.Amount == Ticks.Always ? QueueState.Forever : op.Amount);
        store.Store(queue, state);
    }

    private void SetDuration(in Operation op)
    {
        var queue = world.Ids.QueueOf(op.Apqn);
        var state = store.Load(queue);
        if (op.Function == HwFunction.Zapq)
            state.ResetTakes = op.Amount;
        else
            state.IrqTakes = op.Amount;
        store.Store(queue, state);
    }

    private static ApFunction FunctionOf(HwFunction function) => function switch
    {
        HwFunction.Tapq => ApFunction.Tapq,
        HwFunction.Rapq => ApFunction.Rapq,
        HwFunction.Zapq => ApFunction.Zapq,
        HwFunction.Aqic => ApFunction.Aqic,
        HwFunction.Nqap => ApFunction.Nqap,
        HwFunction.Dqap => ApFunction.Dqap,
        _ => throw new InvalidOperationException($"unknown function {function}"),
    };
}
