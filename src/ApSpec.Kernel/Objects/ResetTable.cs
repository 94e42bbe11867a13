using System.Runtime.CompilerServices;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>
/// A hash table of queues that a call allocates, or NULL. Its buckets are those of an mdev's table; in a bucket the newest entry is first.
/// </summary>
public readonly struct ResetTable
{
    private readonly World world;
    private readonly bool isThere;

    internal ResetTable(World world, bool isThere)
    {
        this.world = world;
        this.isThere = isThere;
    }

    /// <summary>The entries that a walk visits if it unlinks each of them: only the first of each bucket.</summary>
    public ResetTableWalk FirstOfBuckets => new(world, isFirstOnly: true);

    /// <summary>Empties it (<c>hash_init</c>).</summary>
    public Effect Init([CallerMemberName] string function = "", [CallerLineNumber] int line = 0) => isThere
        ? Initialized(function, line)
        : world.Fatal(FaultKind.NullDereference, "qtable", function, line);

    /// <summary>Frees it; a queue that is still in it has a dangling pointer.</summary>
    public Effect Free([CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (world.IsDropped(EffectKind.Free, function, line))
            return world.Done();
        foreach (var number in world.Layout.QueueWords.UsedIn(world.Words))
        {
            var queue = world.Layout.Queues[number];
            if (world.Get(queue.IsListed) == 0)
                continue;
            world.Set(queue.IsListed, 0);
            world.Set(queue.IsStray, 1);
        }

        world.Decrement(world.Layout.Observation.World.ExtraAllocs);
        return world.Done();
    }

    // New memory is empty in this model: to leave this out changes nothing.
    private Effect Initialized(string function, int line)
    {
        _ = world.IsDropped(EffectKind.Store, function, line, nameof(Init));
        return world.Done();
    }

    /// <summary>The queues.</summary>
    public ResetTableWalk GetEnumerator() => new(world, isFirstOnly: false);
}
