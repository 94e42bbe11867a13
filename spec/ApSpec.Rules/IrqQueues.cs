using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>IRQ-03, IRQ-04, IRQ-05, IRQ-08 and IRQ-09: the interrupt state of single queues, the driver's and the hardware's.</summary>
internal static class IrqQueues
{
    private delegate bool QueuePredicate(in Step step, int queue, ref Evidence evidence);

    private static readonly QueuePredicate NotRaising = NothingRaised;
    private static readonly QueuePredicate Pinned = PageIsPinned;
    private static readonly QueuePredicate Alive = LinkLives;
    private static readonly QueuePredicate Unsaved = NothingSaved;

    public static bool SavedTogether(in Step step, ref Evidence evidence)
    {
        foreach (var queue in step.Touched.Queues)
        {
            var fields = step.After.Layout.Queues[queue];
            var isc = step.After[fields.SavedIsc] != 0;
            if (isc == (step.After[fields.SavedPage] != 0) || !Reach.IsSettled(step, queue))
                continue;
            evidence = new Evidence(EvidenceColumn.Irq, step.After.MdevAt(fields.Link), Queue: queue,
                Text: Say.About(step.Scope, queue, isc ? "has an isc saved and no page" : "has a page saved and no isc"));
            return false;
        }

        return true;
    }

    public static bool NothingRaised(in Step step, ref Evidence evidence)
    {
        for (var guests = Reach.Guests(step); guests != 0; guests &= guests - 1)
        {
            var k = Reach.Guest(guests);
            if (step.LifecyclesAfter.MdevOf(k) is not null)
                continue;
            var fields = step.After.Layout.Kvms[k.Value].Gisc;
            for (var i = 0; i < fields.Length; i++)
            {
                if (step.After[fields[i]] == 0)
                    continue;
                evidence = new Evidence(EvidenceColumn.Irq, Kvm: k, Text: Say.RegistrationLeft(k, step.Scope.Iscs[i]));
                return false;
            }
        }

        return Each(step, step.LifecyclesBefore != step.LifecyclesAfter, NotRaising, ref evidence);
    }

    public static bool PageIsPinned(in Step step, ref Evidence evidence) =>
        Each(step, PinsWereGivenBack(step), Pinned, ref evidence);

    public static bool LinkLives(in Step step, ref Evidence evidence) => Each(step, Premises.Freed(step), Alive, ref evidence);

    /// <summary>Premise: an mdev with queues was freed.</summary>
    public static bool OwnerFreed(in Step step) =>
        Premises.Freed(step) && Premises.HasQueues(step.Before, step.Operation.Mdev);

    public static bool NothingSavedWhenOff(in Step step, ref Evidence evidence)
    {
        if (!TurnedOff(step) || Queues.PlaceOf(step) is not (var queue and >= 0))
            return true;
        var fields = step.After.Layout.Queues[queue];
        if (step.After[fields.SavedIsc] == 0 && step.After[fields.SavedPage] == 0)
            return true;
        evidence = new Evidence(EvidenceColumn.Irq, Queue: queue, Text: Say.StillSaved(Say.Queue(step.Scope, queue)));
        return false;
    }

    public static bool TurnedOff(in Step step) => step.Operation.Kind == OperationKind.AqicDisable && step.Result.IsSuccess;

    public static bool NothingSaved(in Step step, ref Evidence evidence) =>
        Each(step, step.LifecyclesBefore != step.LifecyclesAfter, Unsaved, ref evidence);

    private static bool NothingRaised(in Step step, int queue, ref Evidence evidence)
    {
        var fields = step.After.Layout.Queues[queue];
        if (step.After[fields.Irq] == Queues.IrqDisabled || step.After.KvmAt(fields.IrqKvm) is not { } k
            || step.After[fields.Reset] != 0 || step.LifecyclesAfter.MdevOf(k) is not null
            || Queues.IsBeyondReset(step, queue) || !Reach.IsSettled(step, k) || !Reach.IsSettled(step, queue))
            return true;
        evidence = new Evidence(EvidenceColumn.Irq, null, k, queue, Raised(step, queue, k));
        return false;
    }

    private static bool PageIsPinned(in Step step, int queue, ref Evidence evidence)
    {
        var fields = step.After.Layout.Queues[queue];
        var page = step.After[fields.IrqPage];
        if (step.After[fields.Irq] == Queues.IrqDisabled || page == 0 || step.After[fields.Reset] != 0
            || Queues.IsBeyondReset(step, queue) || !Reach.IsSettled(step, queue))
            return true;
        var k = step.After.KvmAt(fields.IrqKvm);
        var m = step.After.MdevAt(fields.Link) ?? (k is { } guest ? step.LifecyclesAfter.MdevOf(guest) : null);
        if (m is { } mdev && step.After[step.After.Layout.Mdevs[mdev.Value].Pins[(int)page - 1]] != 0)
            return true;
        evidence = new Evidence(EvidenceColumn.Pins, m, k, queue, NotPinned(step, queue, page));
        return false;
    }

    private static bool LinkLives(in Step step, int queue, ref Evidence evidence)
    {
        if (step.After.MdevAt(step.After.Layout.Queues[queue].Link) is not { } m || step.After.LifeOf(m) != MdevLife.Freed)
            return true;
        evidence = new Evidence(EvidenceColumn.Queue, m, Queue: queue, Text: Dangling(step, queue, m));
        return false;
    }

    private static bool NothingSaved(in Step step, int queue, ref Evidence evidence)
    {
        var fields = step.After.Layout.Queues[queue];
        if ((step.After[fields.SavedIsc] | step.After[fields.SavedPage]) == 0
            || (step.After.MdevAt(fields.Link) is { } m && step.LifecyclesAfter.KvmOf(m) is not null)
            || !Reach.IsSettled(step, queue))
            return true;
        evidence = new Evidence(EvidenceColumn.Irq, step.After.MdevAt(fields.Link), Queue: queue, Text: Saved(step, queue));
        return false;
    }

    // The touched queues; or all that hold anything, when the step may have changed something that an untouched queue uses.
    private static bool Each(in Step step, bool all, QueuePredicate holds, ref Evidence evidence)
    {
        if (all)
        {
            foreach (var queue in step.After.UsedQueues)
            {
                if (!holds(step, queue, ref evidence))
                    return false;
            }

            return true;
        }

        foreach (var queue in step.Touched.Queues)
        {
            if (!holds(step, queue, ref evidence))
                return false;
        }

        return true;
    }

    private static bool PinsWereGivenBack(in Step step)
    {
        for (var mdevs = step.Touched.Mdevs; mdevs != 0; mdevs &= mdevs - 1)
        {
            foreach (var pins in step.After.Layout.Mdevs[Reach.Mdev(mdevs).Value].Pins)
            {
                if (step.After[pins] < step.Before[pins])
                    return true;
            }
        }

        return false;
    }

    private static string Raised(in Step step, int queue, KvmId k) =>
        Say.Interrupts(step, queue, $"no mdev is attached to {k}");

    private static string NotPinned(in Step step, int queue, uint page) =>
        Say.Interrupts(step, queue, $"page 0x{step.Scope.Pages[(int)page - 1]:x} is not pinned");

    private static string Dangling(in Step step, int queue, MdevId m) =>
        Say.About(step.Scope, queue, $"names {m}, which is freed");

    private static string Saved(in Step step, int queue) =>
        Say.About(step.Scope, queue, "has interrupt state saved, its mdev has no guest");
}
