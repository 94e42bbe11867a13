using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <content>
/// Removals of open mdevs (drivers/vfio/vfio_main.c vfio_unregister_group_dev): the driver's request is called at once, and again
/// whenever 10 s have passed without the last close.
/// </content>
public sealed partial class World
{
    // The removal's own thread asks. It may have to wait for locks of a sleeping call: then it asks late, never early.
    internal void PassWaits(int ticks)
    {
        if (!Scope.Has(Features.Waits))
            return;
        foreach (var mdev in Layout.Mdevs)
        {
            if (Get(mdev.Asked) != 0)
                Set(mdev.Waited, (uint)Math.Min(Get(mdev.Waited) + ticks, Ticks.Long));
        }
    }

    /// <summary>Lets time pass until a removal asks again, at most <paramref name="left"/> ticks; returns the ticks that remain.</summary>
    internal int PassToAsk(int left)
    {
        var part = left;
        foreach (var mdev in Layout.Mdevs)
        {
            if (Get(mdev.Asked) != 0)
                part = Math.Min(part, Ticks.Long - (int)Get(mdev.Waited));
        }

        Hardware.Pass(part);
        return left - part;
    }

    /// <summary>The first mdev with a removal that is due to ask again; -1 when there is none.</summary>
    internal int DueRemoval()
    {
        for (var m = 0; m < Layout.Mdevs.Length; m++)
        {
            if (Get(Layout.Mdevs[m].Asked) != 0 && Get(Layout.Mdevs[m].Waited) == Ticks.Long)
                return m;
        }

        return -1;
    }

    /// <summary>The removal asks once more; returns how often it asked before, up to the cap of the counter.</summary>
    internal uint BeginAsking(int m)
    {
        var fields = Layout.Mdevs[m];
        var before = Get(fields.Asked);
        Set(fields.Waited, 0);
        Set(fields.Asked, Math.Min(before + 1, fields.Asked.Max));
        return before;
    }

    /// <summary>The removal of an open mdev begins, as the call of <paramref name="thread"/>, or of a thread that the trace does not name.</summary>
    internal void NoteCaller(MdevId m, byte thread) => Set(Layout.Mdevs[m.Value].Caller, thread);

    /// <summary>Why <paramref name="thread"/> cannot make a call: it is in one already; null when it can.</summary>
    internal string? CallOf(byte thread)
    {
        if (thread != 0 && ScanThread == thread)
            return RefusalText.Of($"t{thread} waits in its call: the scan of the AP bus");
        for (var m = 0; thread != 0 && m < Layout.Mdevs.Length; m++)
        {
            if (Get(Layout.Mdevs[m].Caller) == thread && Get(Layout.Observation.Mdevs[m].Removing) != 0)
                return RefusalText.Of($"t{thread} waits in its call: the removal of m{m}");
        }

        return null;
    }

    /// <summary>After an operation: counts the first request of new waiting removals, and clears removals that are over.</summary>
    internal void SettleRemovals()
    {
        if (!Scope.Has(Features.Eventfds))
            return;
        for (var m = 0; m < Layout.Mdevs.Length; m++)
        {
            var fields = Layout.Mdevs[m];
            var isWaiting = Get(Layout.Observation.Mdevs[m].Removing) != 0;
            if (!isWaiting && Get(fields.Caller) != 0)
                Set(fields.Caller, 0);
            if (!Scope.Has(Features.Waits))
                continue;
            if (isWaiting == (Get(fields.Asked) != 0))
                continue;
            Set(fields.Waited, 0);
            Set(fields.Asked, isWaiting ? 1u : 0);
        }
    }
}
