using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>QUEUE-09, QUEUE-10, RESET-03 and RESET-04: which mdev a bound queue belongs to, and in what state it leaves a guest.</summary>
internal static class QueueLinks
{
    public static bool FollowTheMatrix(in Step step, ref Evidence evidence)
    {
        var queue = FirstAstray(step);
        if (queue < 0)
            return true;
        _ = FollowsTheMatrix(step, queue, out var owner);
        var fields = step.After.Layout.Queues[queue];
        var named = step.After.MdevAt(fields.Link) != owner ? step.After.MdevAt(fields.Link) : step.After.MdevAt(fields.Table);
        evidence = new Evidence(EvidenceColumn.Queue, owner ?? named, Queue: queue,
            Text: Say.Linked(Say.Queue(step.Scope, queue), named, owner));
        return false;
    }

    public static bool SomeQueueIsAssigned(in Step step)
    {
        if (step.Touched.Mdevs == 0)
            return false;
        for (var mdevs = Reach.AllMdevs(step); mdevs != 0; mdevs &= mdevs - 1)
        {
            foreach (var queue in MaskQueues.Of(step.After, Reach.Mdev(mdevs)))
            {
                if (Owners(step, queue) is not null and not 0)
                    return true;
            }
        }

        return false;
    }

    public static bool AreReset(in Step step, ref Evidence evidence)
    {
        foreach (var queue in step.After.UsedQueues)
        {
            if (LeftGuest(step, queue) is not { } k || IsBeyond(step, queue))
                continue;
            if (HasData(step.After, queue))
            {
                evidence = new Evidence(EvidenceColumn.Queue, Kvm: k, Queue: queue, Text: Say.NotReset(Say.Queue(step.Scope, queue), k));
                return false;
            }

            // QUEUE-03 judges interrupts of a queue that is no longer bound to vfio_ap.
            if (step.After.DriverOf(queue) == QueueDriver.VfioAp && step.After.KvmAt(step.After.Layout.Queues[queue].IrqKvm) == k
                && RaisesInterrupts(step.After, queue))
            {
                evidence = new Evidence(EvidenceColumn.Irq, Kvm: k, Queue: queue,
                    Text: Say.Interrupts(step, queue, $"it left {k} and no reset is under way"));
                return false;
            }
        }

        return true;
    }

    public static bool SomeLeaveWithData(in Step step)
    {
        foreach (var queue in step.Before.UsedQueues)
        {
            if (LeftGuest(step, queue) is not null && step.Before[step.Before.Layout.Queues[queue].Residue] != 0)
                return true;
        }

        return false;
    }

    public static bool AreResetOnRequest(in Step step, ref Evidence evidence)
    {
        if (step.Operation.Kind != OperationKind.Reset || !step.Result.IsSuccess)
            return true;
        foreach (var queue in step.After.UsedQueues)
        {
            if (!BelongsTo(step, queue) || IsBeyond(step, queue)
                || !(HasData(step.After, queue) || RaisesInterrupts(step.After, queue)))
                continue;
            evidence = new Evidence(EvidenceColumn.Queue, step.Operation.Mdev, Queue: queue,
                Text: Say.StillUsed(step.Operation, Say.Queue(step.Scope, queue)));
            return false;
        }

        return true;
    }

    public static bool SomeAreResetWithData(in Step step)
    {
        if (step.Operation.Kind != OperationKind.Reset || !step.Result.IsSuccess)
            return false;
        foreach (var queue in step.Before.UsedQueues)
        {
            if (BelongsTo(step, queue) && HasData(step.Before, queue))
                return true;
        }

        return false;
    }

    public static bool AreReservedUnlessInUse(in Step step, ref Evidence evidence)
    {
        if (!IsReservation(step) || step.Result.Errno is not (Errno.EADDRINUSE or Errno.EBUSY))
            return true;
        var width = step.Scope.Domains.Length;
        var isAdapter = step.Operation.Kind == OperationKind.ApmaskAdd;
        for (var queue = 0; queue < step.Scope.Queues; queue++)
        {
            // All queues of the adapter count, not only those that go to the host: from 7.2 on the bus asks vfio_ap about all of them.
            var isOfIt = isAdapter
                ? step.Scope.Adapters[queue / width] == step.Operation.Apid
                : step.Scope.Domains[queue % width] == step.Operation.Apqi;
            if (isOfIt && Owners(step, queue) is not 0u)
                return true;
        }

        evidence = new Evidence(EvidenceColumn.Result, Text: Say.NotInUse(step.Operation, step.Result));
        return false;
    }

    public static bool IsReservation(in Step step) => step.Operation.Kind is OperationKind.ApmaskAdd or OperationKind.AqmaskAdd;

    // A queue that names an mdev without being in its matrix holds something; one that does not name its own is in a matrix. -1 for none.
    private static int FirstAstray(in Step step)
    {
        var first = -1;
        foreach (var queue in step.After.UsedQueues)
        {
            if (FollowsTheMatrix(step, queue, out _))
                continue;
            first = queue;
            break;
        }

        for (var mdevs = Reach.AllMdevs(step); mdevs != 0; mdevs &= mdevs - 1)
        {
            foreach (var queue in MaskQueues.Of(step.After, Reach.Mdev(mdevs)))
            {
                if (first >= 0 && queue >= first)
                    break;
                if (!FollowsTheMatrix(step, queue, out _))
                    first = queue;
            }
        }

        return first;
    }

    private static bool FollowsTheMatrix(in Step step, int queue, out MdevId? owner)
    {
        owner = null;
        if (Owners(step, queue) is not { } owners || (owners & (owners - 1)) != 0)
            return true; // another rule judges two owners
        var fields = step.After.Layout.Queues[queue];
        if (owners != 0 && step.After[fields.Driver] == (uint)QueueDriver.VfioAp)
            owner = Reach.Mdev(owners);
        return step.After.MdevAt(fields.Link) == owner && step.After.MdevAt(fields.Table) == owner;
    }

    // Live mdevs that have the queue in their matrix, as bits; null when a call is stuck in one of them.
    private static uint? Owners(in Step step, int queue)
    {
        var owners = 0u;
        for (var mdevs = Reach.AllMdevs(step); mdevs != 0; mdevs &= mdevs - 1)
        {
            var m = Reach.Mdev(mdevs);
            if (step.After.LifeOf(m) != MdevLife.Live || !Queues.IsIn(step.After, m, queue))
                continue;
            if (!Reach.IsSettled(step, m))
                return null;
            owners |= 1u << m.Value;
        }

        return owners;
    }

    private static KvmId? LeftGuest(in Step step, int queue)
    {
        for (var guests = Reach.AllGuests(step); guests != 0; guests &= guests - 1)
        {
            var k = Reach.Guest(guests);
            if (Queues.IsIn(step.Before, k, queue) && !Queues.IsIn(step.After, k, queue))
                return k;
        }

        return null;
    }

    private static bool BelongsTo(in Step step, int queue) =>
        Queues.IsIn(step.After, step.Operation.Mdev, queue) && step.After.DriverOf(queue) == QueueDriver.VfioAp
        && Reach.IsSettled(step, step.Operation.Mdev);

    private static bool HasData(in Observation ledger, int queue)
    {
        var fields = ledger.Layout.Queues[queue];
        return (ledger[fields.Residue] | ledger[fields.Requests] | ledger[fields.Replies]) != 0;
    }

    private static bool RaisesInterrupts(in Observation ledger, int queue) =>
        ledger[ledger.Layout.Queues[queue].Irq] != Queues.IrqDisabled;

    // A reset is in progress, the hardware said that there is nothing to reset, or the host lost the queue.
    private static bool IsBeyond(in Step step, int queue)
    {
        var after = step.After;
        var world = after.Layout.World;
        var width = step.Scope.Domains.Length;
        return after[after.Layout.Queues[queue].Reset] != 0 || Queues.IsBeyondReset(step, queue)
            || after[world.HostApmGone].Contains(queue / width) || after[world.HostAqmGone].Contains(queue % width);
    }
}
