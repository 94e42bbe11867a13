using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Check;

/// <summary>What adapters write into guests' memory: the notification byte of a queue whose interrupts are on.</summary>
internal static class GuestMemory
{
    // What the hardware answers then is a choice of the model: ModelParameters.AqicWhileChanging.
    private const string Changing = " (UNCONFIRMED: AQIC while an interrupt change is under way is taken to answer 07)";

    /// <summary>
    /// What is so after <paramref name="operation"/> and was not before. <paramref name="settled"/> is the moment after the operation
    /// when every change of interrupts had come to its end before it.
    /// </summary>
    public static IEnumerable<GuestLine> Of(GuestSight before, GuestSight after, Operation operation, Func<GuestSight> settled)
    {
        foreach (var queue in after.Queues)
        {
            if (HarmOf(after, queue) is { } harm && HarmOf(before, queue) != harm)
            {
                yield return new GuestLine($"nib {after.ApqnOf(queue)}",
                    $"after {operation} the adapter goes on writing notification bytes of {after.ApqnOf(queue)} into {harm}"
                    + (IsChanging(before, queue) && HarmOf(settled(), queue) != harm ? Changing : ""));
            }
        }
    }

    // The next reply of the queue writes the byte, as the hardware says; null when it does not or may.
    private static string? HarmOf(GuestSight at, int queue)
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
        var page = $"page 0x{at.Scope.Pages[place]:x} of {k}";
        if (!at.Guests.Contains(k))
            return $"{page}, which is destroyed: the memory is somebody else's by now";
        if (!IsPinned(at, place))
            return $"{page}, which is not pinned: the host may give it to somebody else";
        return at.IsEntitled(k, queue) ? null : $"{page}, though the queue is not {k}'s any more; the page stays pinned";
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
