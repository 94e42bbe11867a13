using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>QUEUE-09 and RESET-03: which mdev a bound queue belongs to, and in what state it leaves a guest.</summary>
internal static class QueueLinks
{
    public static bool FollowTheMatrix(in Step step, ref Evidence evidence)
    {
        var after = step.After;
        for (var queue = 0; queue < step.Scope.Queues; queue++)
        {
            var fields = after.Layout.Queues[queue];
            if (Owners(step, queue) is not { } owners || (owners & (owners - 1)) != 0)
                continue; // two owners are another rule's
            MdevId? owner = owners == 0 ? null : Reach.Mdev(owners);
            if (after[fields.Driver] != (uint)QueueDriver.VfioAp)
                owner = null;
            if (after.MdevAt(fields.Link) == owner && after.MdevAt(fields.Table) == owner)
                continue;
            var named = after.MdevAt(fields.Link) != owner ? after.MdevAt(fields.Link) : after.MdevAt(fields.Table);
            evidence = new Evidence(EvidenceColumn.Queue, owner ?? named, Queue: queue,
                Text: Say.Linked(Say.Queue(step.Scope, queue), named, owner));
            return false;
        }

        return true;
    }

    public static bool SomeQueueIsAssigned(in Step step)
    {
        for (var queue = 0; queue < step.Scope.Queues; queue++)
        {
            if (step.Touched.Mdevs != 0 && Owners(step, queue) is not null and not 0)
                return true;
        }

        return false;
    }

    public static bool AreReset(in Step step, ref Evidence evidence)
    {
        for (var queue = 0; queue < step.Scope.Queues; queue++)
        {
            if (LeftGuest(step, queue) is not { } k || IsClean(step, queue))
                continue;
            evidence = new Evidence(EvidenceColumn.Queue, Kvm: k, Queue: queue, Text: Say.NotReset(Say.Queue(step.Scope, queue), k));
            return false;
        }

        return true;
    }

    public static bool SomeLeaveWithData(in Step step)
    {
        for (var queue = 0; queue < step.Scope.Queues; queue++)
        {
            if (LeftGuest(step, queue) is not null && step.Before[step.Before.Layout.Queues[queue].Residue] != 0)
                return true;
        }

        return false;
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

    private static bool IsClean(in Step step, int queue)
    {
        var after = step.After;
        var fields = after.Layout.Queues[queue];
        var world = after.Layout.World;
        var width = step.Scope.Domains.Length;
        return (after[fields.Residue] == 0 && after[fields.Requests] == 0 && after[fields.Replies] == 0)
            || after[fields.Reset] != 0
            || Queues.IsBeyondReset(step, queue)
            || after[world.HostApmGone].Contains(queue / width) || after[world.HostAqmGone].Contains(queue % width);
    }
}
