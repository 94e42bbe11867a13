namespace ApSpec.Kernel;

/// <summary>The queues on the driver's reset list, in the order they were added; enumerating it allocates nothing.</summary>
public readonly struct ListedQueues
{
    private readonly World world;
    private readonly bool isByDomain;

    internal ListedQueues(World world, bool isByDomain)
    {
        this.world = world;
        this.isByDomain = isByDomain;
    }

    /// <summary>The queues.</summary>
    public Enumerator GetEnumerator() => new(world, isByDomain);

    /// <summary>Walks the queues; the current one may be unlinked.</summary>
    public struct Enumerator
    {
        private readonly World world;
        private readonly bool isByDomain;
        private int at;

        internal Enumerator(World world, bool isByDomain)
        {
            this.world = world;
            this.isByDomain = isByDomain;
            at = -1;
        }

        /// <summary>The queue.</summary>
        public readonly Queue Current => new(world, Number + 1);

        private readonly int Number
        {
            get
            {
                var adapters = world.Scope.Adapters.Length;
                return isByDomain ? (at % adapters * world.Scope.Domains.Length) + (at / adapters) : at;
            }
        }

        /// <summary>To the next queue.</summary>
        public bool MoveNext()
        {
            while (++at < world.Scope.Queues)
            {
                if (world.Get(world.Layout.Queues[Number].IsListed) != 0)
                    return true;
            }

            return false;
        }
    }
}
