using System.Runtime.CompilerServices;
using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <content>Further state of a queue in the open_device era: its place in an mdev's hash table, and its last reset.</content>
public readonly partial struct Queue
{
    private HiddenQueueFields Hidden => world.Layout.Queues[Math.Max(pointer - 1, 0)];

    /// <summary>Adds it to the mdev's hash table (<c>hash_add</c>); a queue that is in a table already stays there.</summary>
    public Effect TableAdd(Mdev mdev, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (IsBad(out var kind))
            return Bad(kind, function, line);
        if (world.IsDropped(EffectKind.ListAdd, function, line))
            return world.Done();
        if (world.Get(Fields.Table) != 0)
            world.Report(FaultKind.ListCorruption, "vfio_ap_queue", function, line);
        else
            Enter(mdev.Pointer);
        world.Set(Hidden.IsStray, 0);
        return world.Done();
    }

    /// <summary>Unlinks it from its hash table, if any (<c>hash_del</c>).</summary>
    public Effect TableDel([CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (IsBad(out var kind))
            return Bad(kind, function, line);
        if (world.IsDropped(EffectKind.ListDel, function, line))
            return world.Done();
        if (world.Get(Hidden.IsStray) != 0)
            return world.Fatal(FaultKind.UseAfterFree, "qtable", function, line);
        Leave();
        return world.Done();
    }

    /// <summary>Adds it to the list of queues to reset.</summary>
    public Effect List([CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        Store(Hidden.IsListed, 1, function, line);

    /// <summary>Unlinks it from the list of queues to reset.</summary>
    public Effect Unlist([CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        Store(Hidden.IsListed, 0, function, line);

    /// <summary>
    /// Reads <c>saved_iova</c>; null for 0, which means none. The model keeps the page, and whether the address is the first of its page.
    /// </summary>
    public Effect<uint?> LoadSavedNib([CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (IsBad(out var kind))
            return Bad<uint?>(kind, function, line);
        var choice = world.IsDropped(EffectKind.Load, function, line) ? 0 : world.Get(Fields.SavedPage);
        return world.Done<uint?>(choice == 0 ? null : (world.Scope.Pages[(int)choice - 1] << 12) + world.Get(Hidden.SavedInside));
    }

    /// <summary>Writes <c>saved_iova</c>; null for address 0.</summary>
    public Effect StoreSavedNib(uint? iova, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (IsBad(out var kind))
            return Bad(kind, function, line);
        if (world.IsDropped(EffectKind.Store, function, line))
            return world.Done();
        world.Set(Fields.SavedPage, iova is { } page ? (uint)world.Scope.Pages.IndexOf(page >> 12) + 1 : 0);
        world.Set(Hidden.SavedInside, iova is { } value && World.IsInside(value) ? 1u : 0);
        return world.Done();
    }

    /// <summary>Reads the response code of the last reset.</summary>
    public Effect<ResponseCode> LoadResetCode([CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        IsBad(out var kind)
            ? Bad<ResponseCode>(kind, function, line)
            : world.Done(world.IsDropped(EffectKind.Load, function, line)
                ? ResponseCode.Normal
                : (ResponseCode)world.Get(Fields.ResetCode));

    /// <summary>Writes the response code of a reset.</summary>
    public Effect StoreResetCode(
        ResponseCode code, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        Store(Fields.ResetCode, (uint)code, function, line);

    /// <summary>Queues the work that waits for the end of its reset (<c>queue_work</c>); no effect when it is queued already.</summary>
    public Effect QueueWork([CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        Store(Hidden.HasWork, 1, function, line);

    /// <summary>Dequeues the work (<c>flush_work</c>); true when it was pending, so that it must be done now.</summary>
    public Effect<bool> TakeWork([CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (IsBad(out var kind))
            return Bad<bool>(kind, function, line);
        if (world.IsDropped(EffectKind.Load, function, line))
            return world.Done(false);
        var hasWork = world.Get(Hidden.HasWork) != 0;
        world.Set(Hidden.HasWork, 0);
        return world.Done(hasWork);
    }

    // The entries of a bucket have ranks 1, 2, ... without gaps, so that equal tables are equal states.
    private void Enter(uint table)
    {
        if (Hidden.Rank.Width > 0)
            world.Set(Hidden.Rank, Peers(table, above: 0) + 1);
        world.Set(Fields.Table, table);
    }

    private void Leave()
    {
        if (Hidden.Rank.Width > 0 && world.Get(Fields.Table) is var table and not 0)
        {
            Peers(table, world.Get(Hidden.Rank), lower: true);
            world.Set(Hidden.Rank, 0);
        }

        world.Set(Fields.Table, 0);
    }

    // Counts the other queues in the bucket with a higher rank, and can lower their ranks by one.
    private uint Peers(uint table, uint above, bool lower = false)
    {
        var count = 0u;
        foreach (var queue in world.Observe().UsedQueues)
        {
            var rank = world.Layout.Queues[queue].Rank;
            if (queue == pointer - 1 || world.Get(world.Layout.Observation.Queues[queue].Table) != table
                || QueueBuckets.BucketOf(world.Ids.ApqnOf(queue)) != QueueBuckets.BucketOf(Apqn) || world.Get(rank) <= above)
                continue;
            count++;
            if (lower)
                world.Set(rank, world.Get(rank) - 1);
        }

        return count;
    }
}
