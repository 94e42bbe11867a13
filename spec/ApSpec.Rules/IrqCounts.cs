using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>
/// IRQ-01 and IRQ-02: pins and registrations, compared with the queues that use them. Queues are counted only when a step changed one of
/// the counted fields; otherwise the result of the last count still holds.
/// </summary>
internal static class IrqCounts
{
    public static bool RegistrationsMatch(in Step step, ref Evidence evidence)
    {
        var moved = !step.Touched.Queues.IsEmpty || step.LifecyclesBefore != step.LifecyclesAfter;
        for (var guests = moved ? Reach.AllGuests(step) : Reach.Guests(step); guests != 0; guests &= guests - 1)
        {
            var k = Reach.Guest(guests);
            if (step.LifecyclesAfter.MdevOf(k) is not { } m || !(moved || RegistrationsMoved(step, k)) || !Reach.IsSettled(step, m))
                continue;
            var fields = step.After.Layout.Kvms[k.Value].Gisc;
            for (var i = 0; i < fields.Length; i++)
            {
                var held = (int)step.After[fields[i]];
                var queues = Using(step, m, (uint)i + 1);
                if (held == queues)
                    continue;
                evidence = new Evidence(EvidenceColumn.Irq, m, k, Text: Say.Registrations(k, step.Scope.Iscs[i], held, queues));
                return false;
            }
        }

        return true;
    }

    public static bool PinsMatch(in Step step, ref Evidence evidence)
    {
        if (step.After[step.After.Layout.World.StrayPins] is var stray and not 0)
        {
            evidence = new Evidence(EvidenceColumn.Pins, Text: Say.StrayPins((int)stray));
            return false;
        }

        var mdevs = step.Touched.Queues.IsEmpty ? step.Touched.Mdevs : Reach.AllMdevs(step);
        for (; mdevs != 0; mdevs &= mdevs - 1)
        {
            var m = Reach.Mdev(mdevs);
            if (step.After.LifeOf(m) != MdevLife.Live
                || (step.Touched.Queues.IsEmpty && !PinsMoved(step, m)) || !Reach.IsSettled(step, m))
                continue;
            var fields = step.After.Layout.Mdevs[m.Value].Pins;
            for (var i = 0; i < fields.Length; i++)
            {
                var held = (int)step.After[fields[i]];
                var queues = Saving(step, m, (uint)i + 1);
                if (held == queues)
                    continue;
                evidence = new Evidence(EvidenceColumn.Pins, m, Text: Say.Pins(m, step.Scope.Pages[i], held, queues));
                return false;
            }
        }

        return true;
    }

    private static int Using(in Step step, MdevId m, uint isc)
    {
        var count = 0;
        foreach (var queue in step.After.UsedQueues)
        {
            var fields = step.After.Layout.Queues[queue];
            count += step.After[fields.Link] == m.Value + 1u && step.After[fields.SavedIsc] == isc ? 1 : 0;
        }

        return count;
    }

    private static int Saving(in Step step, MdevId m, uint page)
    {
        var count = 0;
        foreach (var queue in step.After.UsedQueues)
        {
            var fields = step.After.Layout.Queues[queue];
            count += step.After[fields.Link] == m.Value + 1u && step.After[fields.SavedPage] == page ? 1 : 0;
        }

        return count;
    }

    private static bool RegistrationsMoved(in Step step, KvmId k)
    {
        foreach (var gisc in step.After.Layout.Kvms[k.Value].Gisc)
        {
            if (step.Before[gisc] != step.After[gisc])
                return true;
        }

        return false;
    }

    private static bool PinsMoved(in Step step, MdevId m)
    {
        foreach (var pins in step.After.Layout.Mdevs[m.Value].Pins)
        {
            if (step.Before[pins] != step.After[pins])
                return true;
        }

        return false;
    }
}
