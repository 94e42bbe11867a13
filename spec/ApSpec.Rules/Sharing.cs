using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>MASK-05 to MASK-07: no queue has two users. Control domains may be shared (A-I12) and are not checked.</summary>
internal static class Sharing
{
    public static bool NotBetweenGuests(in Step step, ref Evidence evidence)
    {
        for (var guests = Reach.Guests(step); guests != 0; guests &= guests - 1)
        {
            var k = Reach.Guest(guests);
            var fields = step.After.Layout.Kvms[k.Value];
            if (fields.Apm.IsEmpty(step.After.Words) || fields.Aqm.IsEmpty(step.After.Words))
                continue;
            for (var others = Reach.AllGuests(step) & ~(1u << k.Value); others != 0; others &= others - 1)
            {
                var other = Reach.Guest(others);
                var theirs = step.After.Layout.Kvms[other.Value];
                if (!step.After[fields.Apm].Intersects(step.After[theirs.Apm])
                    || !step.After[fields.Aqm].Intersects(step.After[theirs.Aqm]))
                    continue;
                var queue = Queues.First(step.After[fields.Apm] & step.After[theirs.Apm],
                    step.After[fields.Aqm] & step.After[theirs.Aqm], step.Scope);
                evidence = new Evidence(EvidenceColumn.Masks, Kvm: k, Queue: queue,
                    Text: Say.Shared(k.ToString(), other.ToString(), Say.Queue(step.Scope, queue)));
                return false;
            }
        }

        return true;
    }

    public static bool NotBetweenMdevs(in Step step, ref Evidence evidence)
    {
        for (var mdevs = step.Touched.Mdevs; mdevs != 0; mdevs &= mdevs - 1)
        {
            var m = Reach.Mdev(mdevs);
            if (step.After.LifeOf(m) != MdevLife.Live || step.After.IsBusy(m))
                continue;
            var fields = step.After.Layout.Mdevs[m.Value];
            for (var others = Reach.AllMdevs(step) & ~(1u << m.Value); others != 0; others &= others - 1)
            {
                var other = Reach.Mdev(others);
                var theirs = step.After.Layout.Mdevs[other.Value];
                if (step.After.LifeOf(other) != MdevLife.Live || step.After.IsBusy(other)
                    || !step.After[fields.Apm].Intersects(step.After[theirs.Apm])
                    || !step.After[fields.Aqm].Intersects(step.After[theirs.Aqm]))
                    continue;
                var queue = Queues.First(step.After[fields.Apm] & step.After[theirs.Apm],
                    step.After[fields.Aqm] & step.After[theirs.Aqm], step.Scope);
                evidence = new Evidence(EvidenceColumn.Masks, m, Queue: queue,
                    Text: Say.Shared(m.ToString(), other.ToString(), Say.Queue(step.Scope, queue)));
                return false;
            }
        }

        return true;
    }

    public static bool NotWithTheHost(in Step step, ref Evidence evidence)
    {
        foreach (var queue in step.Touched.Queues)
        {
            if (step.After.DriverOf(queue) == QueueDriver.VfioAp)
                continue;
            for (var guests = Reach.AllGuests(step); guests != 0; guests &= guests - 1)
            {
                if (!Queues.IsIn(step.After, Reach.Guest(guests), queue))
                    continue;
                evidence = Bound(step, Reach.Guest(guests), queue);
                return false;
            }
        }

        for (var guests = Reach.Guests(step); guests != 0; guests &= guests - 1)
        {
            var k = Reach.Guest(guests);
            if (step.After.MasksAreZero(k))
                continue;
            var queue = FirstNotVfioAp(step, k);
            if (queue < 0)
                continue;
            evidence = Bound(step, k, queue);
            return false;
        }

        return true;
    }

    public static bool TwoGuestsHaveMasks(in Step step)
    {
        var count = 0;
        for (var guests = Reach.AllGuests(step); guests != 0; guests &= guests - 1)
            count += step.After.MasksAreZero(Reach.Guest(guests)) ? 0 : 1;
        return count > 1;
    }

    public static bool SomeGuestHasMasks(in Step step)
    {
        for (var guests = Reach.AllGuests(step); guests != 0; guests &= guests - 1)
        {
            if (!step.After.MasksAreZero(Reach.Guest(guests)))
                return true;
        }

        return false;
    }

    public static bool TwoMdevsHaveQueues(in Step step)
    {
        var count = 0;
        for (var mdevs = Reach.AllMdevs(step); mdevs != 0; mdevs &= mdevs - 1)
            count += Premises.HasQueues(step.After, Reach.Mdev(mdevs)) ? 1 : 0;
        return count > 1;
    }

    private static int FirstNotVfioAp(in Step step, KvmId k)
    {
        foreach (var queue in MaskQueues.Of(step.After, k))
        {
            if (step.After.DriverOf(queue) != QueueDriver.VfioAp)
                return queue;
        }

        return -1;
    }

    private static Evidence Bound(in Step step, KvmId k, int queue) => new(
        EvidenceColumn.Queue, Kvm: k, Queue: queue,
        Text: Say.InMasks(k, Say.Queue(step.Scope, queue),
            step.After.DriverOf(queue) == QueueDriver.Host ? "is bound to the host's driver" : "is bound to no driver"));
}
