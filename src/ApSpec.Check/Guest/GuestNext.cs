using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Check;

/// <summary>
/// What a guest would get if it opened an mdev next: in the open_device era the driver prepares the masks before the open. Tried for each
/// mdev that is not open, with a guest that has none.
/// </summary>
internal static class GuestNext
{
    /// <summary>The facts; <paramref name="copy"/> and <paramref name="at"/> are of the same moment.</summary>
    public static IEnumerable<GuestLine> Lines(GuestCopy copy, GuestSight at)
    {
        if (at.Seen.Layout.Era != Era.OpenDevice)
            return [];
        return Enumerable.Range(0, at.Scope.Mdevs).Select(m => new MdevId((byte)m)).SelectMany(m => Lines(copy, at, m)).ToArray();
    }

    private static IEnumerable<GuestLine> Lines(GuestCopy copy, GuestSight at, MdevId m)
    {
        var free = at.Guests.Where(k => at.Lifecycles.MdevOf(k) is null && (at.Seen.GroupKvmOf(m) is not { } named || named == k)).ToArray();
        if (at.Seen.LifeOf(m) != MdevLife.Live || at.Seen.OpensOf(m) > 0 || free.Length == 0)
            return [];
        var k = free[0];
        copy.Do(new Operation { Kind = OperationKind.SetKvm, Mdev = m, Kvm = k }, out _);
        var opened = copy.Do(new Operation { Kind = OperationKind.Open, Mdev = m }, out _);
        var then = new GuestSight(copy.Seen, at.Lifecycles.With(m, LifecycleState.Attached, k));
        copy.Return();
        return opened.IsSuccess ? [.. then.Queues.SelectMany(queue => Lines(then, m, k, queue))] : [];
    }

    private static IEnumerable<GuestLine> Lines(GuestSight then, MdevId m, KvmId k, int queue)
    {
        var apqn = then.ApqnOf(queue);
        var machine = then.Machine();
        machine.Settle(queue);
        var status = GuestIssue.Say(GuestIssue.Tapq(machine, ApOwner.Guest(k.Value), apqn));
        if (then.MustReach(k, queue) && !then.Reaches(k, queue))
        {
            yield return new GuestLine($"next loss {m} {apqn}",
                new GuestFact(GuestFactKind.NextLoss) { Mdev = $"{m}", Queues = $"{apqn}", Answer = status });
        }
        else if (then.Reaches(k, queue) && then.Seen.DriverOf(queue) != QueueDriver.VfioAp)
        {
            yield return new GuestLine($"next stray {m} {apqn}",
                new GuestFact(GuestFactKind.NextStray) { Mdev = $"{m}", Queues = $"{apqn}", Answer = status });
        }
    }
}
