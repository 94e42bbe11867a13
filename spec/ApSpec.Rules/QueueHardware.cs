using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>The predicates of family QUEUE.</summary>
internal static class QueueHardware
{
    public static bool ResetEmpties(in Step step, ref Evidence evidence)
    {
        foreach (var queue in step.Touched.Queues)
        {
            var f = step.After.Layout.Queues[queue];
            if (step.Before[f.Reset] == 0 || step.After[f.Reset] != 0)
                continue;
            if (step.After[f.Requests] + step.After[f.Replies] != 0)
                return Broken(step, queue, EvidenceColumn.Queue, "holds messages after its reset", ref evidence);
            if (step.After[f.Irq] != Queues.IrqDisabled)
                return Broken(step, queue, EvidenceColumn.Irq, Say.InterruptsAre(step.After[f.Irq]) + " after its reset", ref evidence);
        }

        return true;
    }

    public static bool ResetEnded(in Step step)
    {
        foreach (var queue in step.Touched.Queues)
        {
            var reset = step.After.Layout.Queues[queue].Reset;
            if (step.Before[reset] != 0 && step.After[reset] == 0)
                return true;
        }

        return false;
    }

    public static bool IsWithinDepth(in Step step, ref Evidence evidence)
    {
        foreach (var queue in step.Touched.Queues)
        {
            if (Messages(step.After, queue) > step.Scope.Depth)
                return Broken(step, queue, EvidenceColumn.Queue, "holds more messages than its depth", ref evidence);
        }

        return true;
    }

    public static bool NoGuestInterruptsElsewhere(in Step step, ref Evidence evidence)
    {
        foreach (var queue in step.Touched.Queues)
        {
            var f = step.After.Layout.Queues[queue];
            // A reset in progress disables interrupts; the bus resets a queue when its driver is unbound.
            if (step.After.DriverOf(queue) != QueueDriver.VfioAp && step.After[f.Irq] != Queues.IrqDisabled
                && step.After[f.IrqKvm] != 0 && step.After[f.Reset] == 0 && !Queues.IsBeyondReset(step, queue)
                && Reach.IsSettled(step, queue))
                return Broken(step, queue, EvidenceColumn.Irq, Say.InterruptsAre(step.After[f.Irq]) + " for a guest, vfio_ap does not have it", ref evidence);
        }

        return true;
    }

    public static bool DeconfiguredIsReset(in Step step, ref Evidence evidence)
    {
        var width = step.Scope.Domains.Length;
        foreach (var queue in step.Touched.Queues)
        {
            var f = step.After.Layout.Queues[queue];
            if (step.After[f.Reset] != 0 || !step.After[step.After.Layout.World.Deconfigured].Contains(queue / width))
                continue;
            if (Messages(step.After, queue) != 0 || step.After[f.Residue] != 0)
                return Broken(step, queue, EvidenceColumn.Queue, "holds data, its adapter is deconfigured", ref evidence);
            if (step.After[f.Irq] != Queues.IrqDisabled)
                return Broken(step, queue, EvidenceColumn.Irq, Say.InterruptsAre(step.After[f.Irq]) + ", its adapter is deconfigured", ref evidence);
        }

        return true;
    }

    public static bool MessagesAreSent(in Step step, ref Evidence evidence)
    {
        foreach (var queue in step.Touched.Queues)
        {
            if (Messages(step.After, queue) > Messages(step.Before, queue)
                && !(MessageAccepted(step) && Queues.PlaceOf(step) == queue))
                return Broken(step, queue, EvidenceColumn.Queue, "got a message that nobody sent", ref evidence);
        }

        return true;
    }

    public static bool MessageAccepted(in Step step) => step.Operation.Kind == OperationKind.Nqap && step.Result.IsSuccess;

    public static bool MasksAreObeyed(in Step step, ref Evidence evidence)
    {
        if (!step.Result.IsSuccess || !GoesOutsideMasks(step))
            return true;
        evidence = new Evidence(EvidenceColumn.Result, null, step.Operation.Kvm, Queues.PlaceOf(step),
            Say.Accepted(step.Operation, "the queue is not in the guest's masks"));
        return false;
    }

    public static bool GoesOutsideMasks(in Step step) =>
        step.Operation.Kind is OperationKind.Nqap or OperationKind.Dqap or OperationKind.GuestZapq or OperationKind.GuestRapq
            or OperationKind.GuestTapq
        && step.Operation.Kvm is { } k && Queues.PlaceOf(step) is >= 0 and var queue && !Queues.IsIn(step.Before, k, queue);

    public static bool HostStaysOut(in Step step, ref Evidence evidence)
    {
        if (!IsHostMessage(step) || !step.Result.IsSuccess || Queues.PlaceOf(step) is not (>= 0 and var queue))
            return true;
        for (var guests = Reach.AllGuests(step); guests != 0; guests &= guests - 1)
        {
            if (!Queues.IsIn(step.Before, Reach.Guest(guests), queue))
                continue;
            evidence = new Evidence(EvidenceColumn.Queue, null, Reach.Guest(guests), queue,
                Say.Accepted(step.Operation, "the queue is in a guest's masks"));
            return false;
        }

        return true;
    }

    public static bool IsHostMessage(in Step step) =>
        step.Operation.Kind is OperationKind.Nqap or OperationKind.Dqap && step.Operation.Kvm is null;

    public static bool BindingFollowsMasks(in Step step, ref Evidence evidence)
    {
        if (step.Operation.Kind is OperationKind.ApmaskAdd or OperationKind.ApmaskDel or OperationKind.AqmaskAdd
            or OperationKind.AqmaskDel)
        {
            for (var queue = 0; queue < step.After.Layout.Queues.Length; queue++)
            {
                if (!BindingFollowsMasks(step, queue, ref evidence))
                    return false;
            }

            return true;
        }

        foreach (var queue in step.Touched.Queues)
        {
            if (!BindingFollowsMasks(step, queue, ref evidence))
                return false;
        }

        return true;
    }

    private static bool BindingFollowsMasks(in Step step, int queue, ref Evidence evidence)
    {
        var driver = step.After.DriverOf(queue);
        // A write of driver_override does not rebind the queue, only a later bind does. A queue that keeps its driver is not judged then.
        if (driver == QueueDriver.None || (Ownership.HasOverrides(step) && KeepsItsDriver(step, queue)))
            return true;
        var isForHost = Ownership.IsForHost(step.After, queue);
        if (isForHost == (driver == QueueDriver.Host) || !Reach.IsSettled(step, queue))
            return true;
        var clause = (Ownership.OverrideOf(step.After, queue) == QueueOverride.None, isForHost) switch
        {
            (true, true) => "is reserved for the host, vfio_ap has it",
            (true, false) => "is free for vfio_ap, the host's driver has it",
            (false, true) => "is the host's by driver_override, vfio_ap has it",
            (false, false) => "is vfio_ap's by driver_override, the host's driver has it",
        };
        return Broken(step, queue, EvidenceColumn.Queue, clause, ref evidence);
    }

    // A write of apmask or aqmask makes the bus reprobe every queue.
    private static bool KeepsItsDriver(in Step step, int queue) => step.Before.DriverOf(queue) == step.After.DriverOf(queue)
        && !(step.Result.IsSuccess && step.Operation.Kind is OperationKind.ApmaskAdd or OperationKind.ApmaskDel
            or OperationKind.AqmaskAdd or OperationKind.AqmaskDel);

    public static bool TapqTellsOfResets(in Step step, ref Evidence evidence)
    {
        // With feature hw a trace sets answers ahead, and adapters come and go.
        if (step.Operation.Kind != OperationKind.GuestTapq || step.Scope.Has(Features.Hw) || GoesOutsideMasks(step)
            || step.Result.Outcome != Outcome.Returned || Queues.PlaceOf(step) is not (>= 0 and var queue))
            return true;
        var isUnderWay = IsBeingReset(step);
        if ((step.Result.ResponseCode == ResponseCode.ResetInProgress) == isUnderWay)
            return true;
        evidence = new Evidence(EvidenceColumn.Result, null, step.Operation.Kvm, queue, Say.NotToldOfReset(step.Scope, queue, isUnderWay));
        return false;
    }

    public static bool IsBeingReset(in Step step) =>
        Queues.PlaceOf(step) is >= 0 and var queue && step.Before[step.Before.Layout.Queues[queue].Reset] != 0;

    private static uint Messages(in Observation ledger, int queue)
    {
        var f = ledger.Layout.Queues[queue];
        return ledger[f.Requests] + ledger[f.Replies];
    }

    private static bool Broken(in Step step, int queue, EvidenceColumn column, string clause, ref Evidence evidence)
    {
        evidence = new Evidence(column, step.After.MdevAt(step.After.Layout.Queues[queue].Link), Queue: queue,
            Text: Say.About(step.Scope, queue, clause));
        return false;
    }
}
