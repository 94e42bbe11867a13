using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>The order of steps inside a call: RESET-05, MDEV-11 and MDEV-12. And QUEUE-11: what the answer to a reset must show.</summary>
internal static class CallOrder
{
    public static bool ResetsFollowTheMasks(in Step step, ref Evidence evidence)
    {
        foreach (ref readonly var moment in step.Moments)
        {
            if (moment.Kind != MomentKind.Zapq)
                continue;
            for (uint guests = moment.InMasks; guests != 0; guests &= guests - 1)
            {
                var k = Reach.Guest(guests);
                // VFIO_DEVICE_RESET resets queues that the guest keeps: the order does not matter.
                if (Queues.IsIn(step.After, k, moment.Subject) || !Queues.IsIn(step.Before, k, moment.Subject))
                    continue;
                evidence = new Evidence(EvidenceColumn.Queue, null, k, moment.Subject, Say.ResetBeforeMasks(step.Scope, k, moment));
                return false;
            }
        }

        return true;
    }

    public static bool TakesQueuesFromAGuest(in Step step)
    {
        foreach (ref readonly var moment in step.Moments)
        {
            if (moment.Kind != MomentKind.Zapq)
                continue;
            for (var guests = Reach.AllGuests(step); guests != 0; guests &= guests - 1)
            {
                var k = Reach.Guest(guests);
                if (Queues.IsIn(step.Before, k, moment.Subject) && !Queues.IsIn(step.After, k, moment.Subject))
                    return true;
            }
        }

        return false;
    }

    public static bool ResetsPrecedeForgetting(in Step step, ref Evidence evidence)
    {
        for (var mdevs = Detached(step); mdevs != 0; mdevs &= mdevs - 1)
        {
            var m = Reach.Mdev(mdevs);
            var k = step.LifecyclesBefore.KvmOf(m)!.Value;
            if (step.Before.KvmOf(m) != k)
                continue; // an earlier call cleared or overwrote the mdev's guest pointer
            for (var i = 0; i < step.Moments.Length; i++)
            {
                ref readonly var moment = ref step.Moments[i];
                // A removal that waited for this close resets the queues once more; the mdev has no guest by then.
                if (moment.Kind != MomentKind.Zapq || (moment.Named & Reach.Bit(k)) != 0
                    || !Queues.IsIn(step.Before, m, moment.Subject) || WasResetBefore(step, i))
                    continue;
                evidence = new Evidence(EvidenceColumn.Queue, m, k, moment.Subject, Say.ResetAfterForgetting(step.Scope, m, k, moment));
                return false;
            }
        }

        return true;
    }

    public static bool DetachResets(in Step step)
    {
        for (var mdevs = Detached(step); mdevs != 0; mdevs &= mdevs - 1)
        {
            foreach (ref readonly var moment in step.Moments)
            {
                if (moment.Kind == MomentKind.Zapq && Queues.IsIn(step.Before, Reach.Mdev(mdevs), moment.Subject))
                    return true;
            }
        }

        return false;
    }

    public static bool DetachIsInOrder(in Step step, ref Evidence evidence)
    {
        for (var mdevs = Detached(step); mdevs != 0; mdevs &= mdevs - 1)
        {
            var m = Reach.Mdev(mdevs);
            var k = step.LifecyclesBefore.KvmOf(m)!.Value;
            var done = -1;
            foreach (ref readonly var moment in step.Moments)
            {
                var part = PartOf(moment, m, k);
                if (part < 0)
                    continue;
                if (part < done)
                {
                    evidence = new Evidence(EvidenceColumn.State, m, k, Text: Say.OutOfOrder(m, k, done, moment));
                    return false;
                }

                done = part;
            }
        }

        return true;
    }

    public static bool DetachPuts(in Step step)
    {
        for (var mdevs = Detached(step); mdevs != 0; mdevs &= mdevs - 1)
        {
            foreach (ref readonly var moment in step.Moments)
            {
                if (moment.Kind == MomentKind.Put && step.LifecyclesBefore.KvmOf(Reach.Mdev(mdevs)) is { } k && moment.Subject == k.Value)
                    return true;
            }
        }

        return false;
    }

    public static bool FailedResetsShowNothing(in Step step, ref Evidence evidence)
    {
        foreach (ref readonly var moment in step.Moments)
        {
            if (!IsFailedReset(moment))
                continue;
            var status = moment.Status;
            if (!(status.Empty || status.Replies || status.Full || status.IrqEnabled))
                continue;
            evidence = new Evidence(EvidenceColumn.Queue, Queue: moment.Subject, Text: Say.ShowsBits(step.Scope, moment));
            return false;
        }

        return true;
    }

    public static bool SomeResetFailed(in Step step)
    {
        foreach (ref readonly var moment in step.Moments)
        {
            if (IsFailedReset(moment))
                return true;
        }

        return false;
    }

    private static bool IsFailedReset(in Moment moment) =>
        moment.Kind == MomentKind.Zapq && (byte)moment.Status.ResponseCode is not (0 or 2 or 3);

    // Mdevs that were detached from their guest in this step, as bits.
    private static uint Detached(in Step step)
    {
        var detached = 0u;
        for (var mdevs = step.Touched.Mdevs; mdevs != 0; mdevs &= mdevs - 1)
        {
            var m = Reach.Mdev(mdevs);
            if (step.LifecyclesBefore.KvmOf(m) is { } k && step.LifecyclesAfter.KvmOf(m) != k)
                detached |= 1u << m.Value;
        }

        return detached;
    }

    private static bool WasResetBefore(in Step step, int place)
    {
        for (var i = 0; i < place; i++)
        {
            if (step.Moments[i].Kind == MomentKind.Zapq && step.Moments[i].Subject == step.Moments[place].Subject)
                return true;
        }

        return false;
    }

    // The parts of a detach, in order; -1 for any other moment. The resets between the second and the third part are judged by MDEV-11.
    private static int PartOf(in Moment moment, MdevId m, KvmId k) => moment.Kind switch
    {
        MomentKind.Hook when moment.IsClear && moment.Subject == k.Value => 0,
        MomentKind.Masks when moment.IsClear && moment.Subject == k.Value => 1,
        MomentKind.Guest when moment.IsClear && moment.Subject == m.Value => 2,
        MomentKind.Put when moment.Subject == k.Value => 3,
        _ => -1,
    };
}
