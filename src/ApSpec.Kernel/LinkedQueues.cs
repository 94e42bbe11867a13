namespace ApSpec.Kernel;

/// <summary>The queues of an mdev's table, bucket by bucket; enumerating it allocates nothing.</summary>
public readonly struct LinkedQueues
{
    private readonly World world;
    private readonly uint pointer;

    internal LinkedQueues(World world, uint pointer)
    {
        this.world = world;
        this.pointer = pointer;
    }

    /// <summary>The queues.</summary>
    public Enumerator GetEnumerator() => new(world, pointer);

    /// <summary>Walks the queues; what leaves the table on the way is not seen any more.</summary>
    public struct Enumerator
    {
        private readonly World world;
        private readonly uint pointer;
        private int at;

        internal Enumerator(World world, uint pointer)
        {
            this.world = world;
            this.pointer = pointer;
            at = -1;
        }

        /// <summary>The queue.</summary>
        public readonly Queue Current => new(world, world.Buckets.Order[at] + 1);

        /// <summary>To the next queue.</summary>
        public bool MoveNext()
        {
            var order = world.Buckets.Order;
            while (++at < order.Length)
            {
                if (world.Get(world.Layout.Observation.Queues[order[at]].Table) == pointer)
                    return true;
            }

            return false;
        }
    }
}
