using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>Premises that several rules share: what has to happen for a rule to be put to the test.</summary>
internal static class Premises
{
    /// <summary>An mdev was detached from its guest in this step.</summary>
    public static bool Detached(in Step step) => DetachedGuests(step) != 0;

    /// <summary>A touched mdev, or one of a touched guest, is attached.</summary>
    public static bool Attached(in Step step)
    {
        for (var guests = Reach.Guests(step); guests != 0; guests &= guests - 1)
        {
            if (step.LifecyclesAfter.MdevOf(Reach.Guest(guests)) is not null)
                return true;
        }

        return false;
    }

    /// <summary>As <see cref="Attached"/>, and the mdev's matrix has a queue.</summary>
    public static bool AttachedWithQueues(in Step step)
    {
        for (var guests = Reach.Guests(step); guests != 0; guests &= guests - 1)
        {
            if (step.LifecyclesAfter.MdevOf(Reach.Guest(guests)) is { } m && HasQueues(step.After, m))
                return true;
        }

        return false;
    }

    /// <summary>A guest with a queue in its masks was detached in this step.</summary>
    public static bool DetachedWithMasks(in Step step)
    {
        for (var guests = DetachedGuests(step); guests != 0; guests &= guests - 1)
        {
            if (!step.Before.MasksAreZero(Reach.Guest(guests)))
                return true;
        }

        return false;
    }

    /// <summary>A guest with a registered interruption subclass was detached in this step.</summary>
    public static bool DetachedWithIrq(in Step step)
    {
        for (var guests = DetachedGuests(step); guests != 0; guests &= guests - 1)
        {
            if (IrqRules.Registrations(step.Before, Reach.Guest(guests)) > 0)
                return true;
        }

        return false;
    }

    /// <summary>A guest with data in a queue was detached in this step.</summary>
    public static bool DetachedWithData(in Step step)
    {
        for (var guests = DetachedGuests(step); guests != 0; guests &= guests - 1)
        {
            foreach (var queue in step.Before.UsedQueues)
            {
                if (step.Before[step.Before.Layout.Queues[queue].Residue] == Reach.Guest(guests).Value + 2u)
                    return true;
            }
        }

        return false;
    }

    /// <summary>An mdev's memory was freed in this step.</summary>
    public static bool Freed(in Step step)
    {
        for (var mdevs = step.Touched.Mdevs; mdevs != 0; mdevs &= mdevs - 1)
        {
            var m = Reach.Mdev(mdevs);
            if (step.Before.LifeOf(m) == MdevLife.Live && step.After.LifeOf(m) != MdevLife.Live)
                return true;
        }

        return false;
    }

    /// <summary>A call on the driver returned.</summary>
    public static bool Returned(in Step step) =>
        step.Result.Outcome == Outcome.Returned && (step.Touched.Mdevs | step.Touched.Kvms) != 0;

    /// <summary>Guests that lost their last attached mdev in this step.</summary>
    public static uint DetachedGuests(in Step step)
    {
        if (step.LifecyclesBefore == step.LifecyclesAfter)
            return 0;
        var detached = 0u;
        for (var guests = Reach.AllGuests(step); guests != 0; guests &= guests - 1)
        {
            var k = Reach.Guest(guests);
            if (step.LifecyclesBefore.MdevOf(k) is not null && step.LifecyclesAfter.MdevOf(k) is null)
                detached |= Reach.Bit(k);
        }

        return detached;
    }

    /// <summary>True when an mdev's matrix has an adapter and a domain.</summary>
    public static bool HasQueues(in Observation ledger, MdevId m)
    {
        var fields = ledger.Layout.Mdevs[m.Value];
        return !ledger[fields.Apm].IsEmpty && !ledger[fields.Aqm].IsEmpty;
    }
}
