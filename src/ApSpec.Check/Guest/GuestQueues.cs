using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Check;

/// <summary>What guests can do with queues by instructions that are not intercepted: TAPQ, NQAP and DQAP, checked against the APCB.</summary>
internal static class GuestQueues
{
    private const int NamedMax = 3;

    /// <summary>The facts that are true after <paramref name="operation"/> and were not before.</summary>
    public static IEnumerable<GuestLine> Lines(GuestSight before, GuestSight after, Operation operation) =>
    [
        .. after.Guests.SelectMany(k => Reach(before, after, k, operation)),
        .. after.Queues.SelectMany(queue => Shared(before, after, queue)),
        .. after.Queues.SelectMany(queue => Left(before, after, queue, operation)),
    ];

    private static IEnumerable<GuestLine> Reach(GuestSight before, GuestSight after, KvmId k, Operation operation)
    {
        var leaked = after.Queues.Where(queue => IsLeak(after, k, queue) && !IsLeak(before, k, queue)).ToArray();
        if (leaked.Length > 0)
        {
            var status = GuestIssue.Tapq(after.Machine(), ApOwner.Guest(k.Value), after.ApqnOf(leaked[0]));
            yield return new GuestLine($"leak {k}", new GuestFact(GuestFactKind.Leak)
            {
                Guest = $"{k}",
                Queues = Names(after, leaked),
                Operation = $"{operation}",
                Answer = GuestIssue.Say(status),
                IsStill = before.Guests.Contains(k) && before.Reaches(k, leaked[0]),
            });
        }

        var stray = after.Queues.Where(queue => IsStray(after, k, queue) && !IsStray(before, k, queue)).ToArray();
        if (stray.Length > 0)
        {
            yield return new GuestLine($"stray {k}",
                new GuestFact(GuestFactKind.Stray) { Guest = $"{k}", Queues = Names(after, stray), Operation = $"{operation}" });
        }

        var lost = after.Queues.Where(queue => IsLoss(after, k, queue) && !IsLoss(before, k, queue)).ToArray();
        if (lost.Length > 0)
        {
            var status = GuestIssue.Tapq(after.Machine(), ApOwner.Guest(k.Value), after.ApqnOf(lost[0]));
            yield return new GuestLine($"loss {k}", new GuestFact(GuestFactKind.Loss)
            {
                Guest = $"{k}",
                Mdev = $"{after.Lifecycles.MdevOf(k)}",
                Queues = Names(after, lost),
                Operation = $"{operation}",
                Answer = GuestIssue.Say(status),
            });
        }
    }

    private static bool IsLeak(GuestSight at, KvmId k, int queue) =>
        at.Guests.Contains(k) && at.Reaches(k, queue) && !at.IsEntitled(k, queue);

    private static bool IsStray(GuestSight at, KvmId k, int queue) =>
        at.Guests.Contains(k) && at.Reaches(k, queue) && at.IsEntitled(k, queue) && at.Seen.DriverOf(queue) == QueueDriver.None;

    private static bool IsLoss(GuestSight at, KvmId k, int queue) =>
        at.Guests.Contains(k) && at.MustReach(k, queue) && !at.Reaches(k, queue);

    // All users that can issue instructions to the queue: guests by their masks, and the host if its own driver has it.
    private static List<ApOwner> UsersOf(GuestSight at, int queue)
    {
        var users = at.Guests.Where(k => at.Reaches(k, queue)).Select(k => ApOwner.Guest(k.Value)).ToList();
        if (at.Seen.DriverOf(queue) == QueueDriver.Host)
            users.Insert(0, ApOwner.Host);
        return users;
    }

    private static IEnumerable<GuestLine> Shared(GuestSight before, GuestSight after, int queue)
    {
        var users = UsersOf(after, queue);
        if (users.Count < 2 || UsersOf(before, queue).Count >= 2)
            yield break;
        var machine = after.Machine();
        var apqn = after.ApqnOf(queue);
        machine.Settle(queue);
        GuestIssue.Nqap(machine, users[0], apqn);
        machine.Process(queue);
        var status = GuestIssue.Dqap(machine, users[1], apqn);
        if (status.ResponseCode == ResponseCode.Normal)
        {
            yield return new GuestLine($"shared {apqn}", new GuestFact(GuestFactKind.Shared)
            {
                Guest = Name(users[0]),
                Other = Name(users[1]),
                Queues = $"{apqn}",
                Answer = GuestIssue.Say(status),
            });
        }
    }

    // After every pending reset: data of the last user in a queue that has another user now, or may get one.
    private static IEnumerable<GuestLine> Left(GuestSight before, GuestSight after, int queue, Operation operation)
    {
        if (ReaderOf(after, queue) is not { } reader || ReaderOf(before, queue) == reader)
            yield break;
        var machine = after.Machine();
        var apqn = after.ApqnOf(queue);
        machine.Settle(queue);
        var owner = machine.Load(apqn).Residue;
        while (machine.Process(queue) != QueueEvents.None)
        {
            // The replies to waiting requests go to any user that dequeues.
        }

        var status = GuestIssue.Dqap(machine, reader, apqn);
        yield return new GuestLine($"left {apqn}", new GuestFact(GuestFactKind.DataLeft)
        {
            Guest = IsOpenTo(after, queue, reader) ? Name(reader) : null,
            Other = Name(owner),
            Queues = $"{apqn}",
            Operation = $"{operation}",
            Answer = status.ResponseCode == ResponseCode.Normal ? GuestIssue.Say(status) : null,
        });
    }

    // The user that finds another's data in the queue: a present user, or, when there is none, the host, which may give it to the next.
    private static ApOwner? ReaderOf(GuestSight at, int queue)
    {
        var machine = at.Machine();
        machine.Settle(queue);
        var owner = machine.Load(at.ApqnOf(queue)).Residue;
        if (owner == ApOwner.None)
            return null;
        var users = UsersOf(at, queue);
        if (users.Contains(owner))
            return users.Where(user => user != owner).Select(user => (ApOwner?)user).FirstOrDefault();
        return users.Count > 0 ? users[0] : ApOwner.Host;
    }

    private static bool IsOpenTo(GuestSight at, int queue, ApOwner who) => UsersOf(at, queue).Contains(who);

    private static string Name(ApOwner who) => who.IsGuest ? who.ToString() : "the host";

    private static string Names(GuestSight at, int[] queues) => queues.Length <= NamedMax
        ? string.Join(", ", queues.Select(at.ApqnOf))
        : $"{at.ApqnOf(queues[0])} and {queues.Length - 1} more";
}
