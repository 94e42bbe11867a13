using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>RESET-06 and IRQ-13: a queue that a running guest has before, during and after a call is not touched by it.</summary>
internal static class KeptQueues
{
    private const int PageShift = 12;

    public static bool AreNotReset(in Step step, ref Evidence evidence)
    {
        foreach (ref readonly var moment in step.Moments)
        {
            if (moment.Kind != MomentKind.Zapq || Keeper(step, moment.Subject) is not { } k || (moment.InMasks & Reach.Bit(k)) == 0
                || IsResetOf(step, k) || WasToBeReset(step, moment.Subject))
                continue;
            evidence = new Evidence(EvidenceColumn.Queue, step.LifecyclesAfter.MdevOf(k), k, moment.Subject,
                Say.ResetOfAKeptQueue(step.Scope, k, moment));
            return false;
        }

        return true;
    }

    public static bool SomeAreKept(in Step step)
    {
        if (!MayLoseSome(step))
            return false;
        for (var guests = Reach.AllGuests(step); guests != 0; guests &= guests - 1)
        {
            foreach (var queue in MaskQueues.Of(step.After, Reach.Guest(guests)))
            {
                if (Keeper(step, queue) is not null)
                    return true;
            }
        }

        return false;
    }

    public static bool KeepInterrupts(in Step step, ref Evidence evidence)
    {
        if (IsOfHardware(step.Operation.Kind))
            return true;
        foreach (var queue in step.Touched.Queues)
        {
            if (!LostInterrupts(step, queue) || Keeper(step, queue) is not { } k || IsResetOf(step, k) || IsAskedFor(step, queue)
                || WasToBeReset(step, queue)
                || !Reach.IsSettled(step, queue))
                continue;
            evidence = new Evidence(EvidenceColumn.Irq, step.LifecyclesAfter.MdevOf(k), k, queue,
                Say.LostInterrupts(step.Operation, Say.Queue(step.Scope, queue), k));
            return false;
        }

        return true;
    }

    public static bool SomeKeepInterrupts(in Step step)
    {
        if (!MayLoseSome(step) || IsOfHardware(step.Operation.Kind))
            return false;
        foreach (var queue in step.Before.UsedQueues)
        {
            if (HasInterrupts(step.Before, queue) && Keeper(step, queue) is not null)
                return true;
        }

        return false;
    }

    private static bool MayLoseSome(in Step step) =>
        !IsOfTheGuest(step.Operation.Kind) && step.Result.Outcome == Outcome.Returned && (step.Touched.Mdevs | step.Touched.Kvms) != 0;

    // The guest that has the queue before the call and after it, and is attached all the while; none for a queue that vfio_ap or its mdev loses.
    private static KvmId? Keeper(in Step step, int queue)
    {
        if (step.Before.DriverOf(queue) != QueueDriver.VfioAp || step.After.DriverOf(queue) != QueueDriver.VfioAp)
            return null;
        for (var guests = Reach.AllGuests(step); guests != 0; guests &= guests - 1)
        {
            var k = Reach.Guest(guests);
            if (step.LifecyclesBefore.MdevOf(k) is { } m && step.LifecyclesAfter.MdevOf(k) == m
                && Queues.IsIn(step.Before, k, queue) && Queues.IsIn(step.After, k, queue) && Queues.IsIn(step.After, m, queue))
                return k;
        }

        return null;
    }

    private static bool HasInterrupts(in Observation ledger, int queue) =>
        ledger[ledger.Layout.Queues[queue].Irq] is Queues.IrqEnabling or Queues.IrqEnabled;

    private static bool LostInterrupts(in Step step, int queue)
    {
        var fields = step.After.Layout.Queues[queue];
        return HasInterrupts(step.Before, queue)
            && (!HasInterrupts(step.After, queue) || Differs(step, fields.IrqPage) || Differs(step, fields.IrqIsc) || Differs(step, fields.IrqKvm)
                || Differs(step, fields.SavedIsc) || Differs(step, fields.SavedPage));
    }

    private static bool Differs(in Step step, Field field) => step.Before[field] != step.After[field];

    // A reset of the queue that is still under way, or one that did not end well and is tried again.
    private static bool WasToBeReset(in Step step, int queue)
    {
        var fields = step.Before.Layout.Queues[queue];
        return step.Before[fields.Reset] != 0 || (step.Before.Layout.Era == Era.OpenDevice && step.Before[fields.ResetCode] != 0);
    }

    // VFIO_DEVICE_RESET of the guest's own mdev.
    private static bool IsResetOf(in Step step, KvmId k) =>
        step.Operation.Kind == OperationKind.Reset && step.LifecyclesAfter.MdevOf(k) == step.Operation.Mdev;

    // The guest's AQIC or reset of that queue, or an unmap of the page that its notification byte is in.
    private static bool IsAskedFor(in Step step, int queue)
    {
        if (step.Operation.Kind is OperationKind.AqicEnable or OperationKind.AqicDisable or OperationKind.GuestZapq or OperationKind.GuestRapq)
            return Queues.PlaceOf(step) == queue;
        if (step.Operation.Kind is not (OperationKind.DmaUnmap or OperationKind.Unmap))
            return false;
        var fields = step.Before.Layout.Queues[queue];
        return IsUnmapped(step, step.Before[fields.IrqPage]) || IsUnmapped(step, step.Before[fields.SavedPage]);
    }

    private static bool IsUnmapped(in Step step, uint page)
    {
        if (page == 0)
            return false;
        var first = step.Operation.Address >> PageShift;
        var frame = step.Scope.Pages[(int)page - 1];
        return frame >= first && frame < first + step.Operation.Amount;
    }

    private static bool IsOfTheGuest(OperationKind kind) => kind is OperationKind.Reset or OperationKind.GuestZapq or OperationKind.GuestRapq;

    private static bool IsOfHardware(OperationKind kind) => kind is OperationKind.Deconfigure or OperationKind.Configure
        or OperationKind.Checkstop or OperationKind.Recover or OperationKind.Advance or OperationKind.AdvanceLong or OperationKind.Process;
}
