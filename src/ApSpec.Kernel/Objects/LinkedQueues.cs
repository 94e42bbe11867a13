namespace ApSpec.Kernel;

/// <summary>The queues of an mdev's hash table, bucket by bucket; enumerating it allocates nothing.</summary>
public readonly struct LinkedQueues
{
    /// <summary>A pointer to no mdev, so that the table is empty.</summary>
    internal const uint Nobody = uint.MaxValue;

    private readonly World world;
    private readonly uint pointer;

    internal LinkedQueues(World world, uint pointer)
    {
        this.world = world;
        this.pointer = pointer;
    }

    /// <summary>The queues.</summary>
    public Enumerator GetEnumerator() => new(world, pointer);

    /// <summary>Walks the queues; a queue that is unlinked meanwhile is not visited.</summary>
    public struct Enumerator
    {
        private const int UsedMax = 256;
        private readonly World world;
        private readonly uint pointer;
        private int at;
        private int current;
        private uint rank;

        internal Enumerator(World world, uint pointer)
        {
            this.world = world;
            this.pointer = pointer;
            at = -1;
        }

        /// <summary>The queue.</summary>
        public readonly Queue Current => new(world, current + 1);

        /// <summary>To the next queue.</summary>
        public bool MoveNext()
        {
            var order = world.Buckets.Order;
            if (rank > 1 && Below(at, rank))
                return true;
            rank = 0;
            for (at = From(at + 1); at < order.Length; at++)
            {
                if (world.Get(world.Layout.Observation.Queues[order[at]].Table) != pointer)
                    continue;
                if (world.Layout.Queues[order[at]].Rank.Width == 0)
                {
                    current = order[at];
                    return true;
                }

                Below(at, uint.MaxValue);
                while (at + 1 < order.Length && world.Buckets.Buckets[at + 1] == world.Buckets.Buckets[at])
                    at++; // the rest of the bucket is visited by rank
                return true;
            }

            return false;
        }

        // A place from which on to look for the next queue: in a large scope with few used queues, its own.
        private readonly int From(int first)
        {
            var end = world.Buckets.Order.Length;
            if (end <= QueueBuckets.RankedQueuesMax)
                return first;
            var (next, used) = (end, 0);
            foreach (var queue in world.Observe().UsedQueues)
            {
                if (++used > UsedMax)
                    return first;
                var place = world.Buckets.PlaceOf[queue];
                if (place >= first && place < next && world.Get(world.Layout.Observation.Queues[queue].Table) == pointer)
                    next = place;
            }

            return next;
        }

        // The queue of the bucket at a place with the highest rank below one.
        private bool Below(int place, uint limit)
        {
            var (order, buckets) = (world.Buckets.Order, world.Buckets.Buckets);
            var first = place;
            while (first > 0 && buckets[first - 1] == buckets[place])
                first--;
            rank = 0;
            for (var i = first; i < order.Length && buckets[i] == buckets[place]; i++)
            {
                var its = world.Get(world.Layout.Queues[order[i]].Rank);
                if (world.Get(world.Layout.Observation.Queues[order[i]].Table) != pointer || its >= limit || its <= rank)
                    continue;
                rank = its;
                current = order[i];
            }

            return rank > 0;
        }
    }
}
