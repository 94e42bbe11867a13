using ApSpec.Architecture;

namespace ApSpec.Kernel;

/// <summary>
/// The order in which a walk through an mdev's table of queues meets them: by bucket. A table has 256 buckets, and an APQN's is the
/// upper byte of its product with the multiplier of the kernel's 32-bit hash (include/linux/hash.h).
/// </summary>
internal sealed class QueueBuckets
{
    private const uint Multiplier = 0x61C88647;

    public QueueBuckets(IdMap ids, int queues)
    {
        Order = [.. Enumerable.Range(0, queues).OrderBy(queue => BucketOf(ids.ApqnOf(queue))).ThenByDescending(queue => queue)];
    }

    /// <summary>The queues' numbers.</summary>
    public int[] Order { get; }

    /// <summary>The bucket of an APQN, 0 to 255.</summary>
    public static uint BucketOf(Apqn apqn) => unchecked(((uint)(apqn.Apid.Value << 8) | apqn.Apqi.Value) * Multiplier) >> 24;
}
