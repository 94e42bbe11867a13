using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>
/// The order of a walk through an mdev's hash table of queues: bucket by bucket, and in a bucket the newest entry first. A table has 256 hash
/// buckets; the bucket of an APQN is the upper byte of its product with the multiplier of the kernel's 32-bit hash (include/linux/hash.h).
/// </summary>
internal sealed class QueueBuckets
{
    /// <summary>In a scope with more queues, entries of one bucket are treated as inserted in the order of their numbers.</summary>
    public const int RankedQueuesMax = 64;

    private const uint Multiplier = 0x61C88647;

    public QueueBuckets(IdMap ids, int queues)
    {
        Order = [.. Enumerable.Range(0, queues).OrderBy(queue => BucketOf(ids.ApqnOf(queue))).ThenByDescending(queue => queue)];
        PlaceOf = new int[queues];
        for (var place = 0; place < queues; place++)
            PlaceOf[Order[place]] = place;
        Buckets = [.. Order.Select(queue => (byte)BucketOf(ids.ApqnOf(queue)))];
    }

    /// <summary>The queues' numbers.</summary>
    public int[] Order { get; }

    /// <summary>The place of a queue in <see cref="Order"/>.</summary>
    public int[] PlaceOf { get; }

    /// <summary>The bucket, by place in <see cref="Order"/>.</summary>
    public byte[] Buckets { get; }

    /// <summary>The largest number of queues in a bucket, if their order is modelled; else 1.</summary>
    public static int ShareMax(Scope scope) => scope.Queues > RankedQueuesMax
        ? 1
        : scope.Adapters.SelectMany(apid => scope.Domains.Select(apqi => BucketOf(new Apqn(apid, apqi))))
            .CountBy(bucket => bucket).Max(share => share.Value);

    /// <summary>The bucket of an APQN, 0 to 255.</summary>
    public static uint BucketOf(Apqn apqn) => unchecked(((uint)(apqn.Apid.Value << 8) | apqn.Apqi.Value) * Multiplier) >> 24;
}
