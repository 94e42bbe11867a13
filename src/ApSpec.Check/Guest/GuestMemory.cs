using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Check;

/// <summary>What adapters write into guests' memory: the notification byte of a queue with interrupts on.</summary>
internal static class GuestMemory
{
    /// <summary>
    /// The facts that are true after <paramref name="operation"/> and were not before. <paramref name="settled"/> gives the moment after the
    /// operation, had every interrupt change ended before it.
    /// </summary>
    public static IEnumerable<GuestLine> Lines(GuestSight before, GuestSight after, Operation operation, Func<GuestSight> settled)
    {
        foreach (var queue in after.Queues)
        {
            if (HarmOf(after, queue) is { } harm && HarmOf(before, queue) != harm)
            {
                yield return new GuestLine($"nib {after.ApqnOf(queue)}", harm with
                {
                    Queues = $"{after.ApqnOf(queue)}",
                    Operation = $"{operation}",
                    // The hardware's answer in this case is a choice of the model: ModelParameters.AqicWhileChanging.
                    IsAssumed = IsChanging(before, queue) && HarmOf(settled(), queue) != harm,
                });
            }
        }
    }

    // The harm done by the next reply of the queue, which writes the notification byte; null when it writes nothing, or may write there.
    private static GuestFact? HarmOf(GuestSight at, int queue)
    {
        var machine = at.Machine();
        var apqn = at.ApqnOf(queue);
        machine.Settle(queue);
        var state = machine.Load(apqn);
        if (state.IrqNib == 0 || !state.IrqOwner.IsGuest)
            return null;
        GuestIssue.Nqap(machine, ApOwner.Host, apqn);
        if ((machine.Process(queue) & QueueEvents.Interrupted) == 0)
            return null;
        var k = new KvmId((byte)state.IrqOwner.GuestIndex);
        var place = (int)state.IrqNib - 1;
        if (at.Guests.Contains(k) && IsPinned(at, place) && at.IsEntitled(k, queue))
            return null;
        var kind = !at.Guests.Contains(k) ? GuestFactKind.WritesToDestroyed
            : IsPinned(at, place) ? GuestFactKind.WritesToFormer : GuestFactKind.WritesToUnpinned;
        return new GuestFact(kind) { Guest = $"{k}", Number = at.Scope.Pages[place] };
    }

    private static bool IsChanging(GuestSight at, int queue) =>
        (IrqState)at.Seen[at.Seen.Layout.Queues[queue].Irq] is IrqState.Enabling or IrqState.Disabling;

    private static bool IsPinned(GuestSight at, int place)
    {
        foreach (var mdev in at.Seen.Layout.Mdevs)
        {
            if (at.Seen[mdev.Pins[place]] > 0)
                return true;
        }

        return false;
    }
}
