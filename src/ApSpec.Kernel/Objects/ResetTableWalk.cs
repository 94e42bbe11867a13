namespace ApSpec.Kernel;

/// <summary>Walks the queues of a <see cref="ResetTable"/>; it allocates nothing.</summary>
public struct ResetTableWalk
{
    private readonly World world;
    private readonly bool isFirstOnly;
    private int at;
    private int bucket;

    internal ResetTableWalk(World world, bool isFirstOnly)
    {
        this.world = world;
        this.isFirstOnly = isFirstOnly;
        at = -1;
        bucket = -1;
    }

    /// <summary>The queue.</summary>
    public readonly Queue Current => new(world, world.Buckets.Order[at] + 1);

    /// <summary>To the next queue.</summary>
    public bool MoveNext()
    {
        var order = world.Buckets.Order;
        while (++at < order.Length)
        {
            if (world.Get(world.Layout.Queues[order[at]].IsListed) == 0)
                continue;
            var here = (int)QueueBuckets.BucketOf(world.Ids.ApqnOf(order[at]));
            if (isFirstOnly && here == bucket)
                continue;
            bucket = here;
            return true;
        }

        return false;
    }

    /// <summary>The walk itself.</summary>
    public readonly ResetTableWalk GetEnumerator() => this;
}
