namespace ApSpec.Vocabulary;

/// <summary>
/// Walks the queues that share a word with a field that is not zero, in the order of their numbers. All fields of the others are zero, as after a
/// reset: bound to vfio_ap, in no mdev, idle. In a large scope nearly all are, and words of zeros are skipped many at a time.
/// </summary>
public ref struct UsedQueues
{
    private readonly QueueWords map;
    private readonly ReadOnlySpan<ulong> words;
    private int next;
    private int last;

    internal UsedQueues(QueueWords map, ReadOnlySpan<ulong> words)
    {
        this.map = map;
        this.words = words.Slice(map.First, map.Count);
        Current = last = -1;
    }

    /// <summary>The queue.</summary>
    public int Current { get; private set; }

    /// <summary>To the next queue.</summary>
    public bool MoveNext()
    {
        while (Current >= last)
        {
            var zeros = words[next..].IndexOfAnyExcept(0UL);
            if (zeros < 0)
                return false;
            next += zeros + 1;
            (var lowest, last) = map.Of(next - 1);
            if (lowest > Current && last >= 0)
                Current = lowest - 1;
        }

        Current++;
        return true;
    }

    /// <summary>The walk itself.</summary>
    public readonly UsedQueues GetEnumerator() => this;
}
