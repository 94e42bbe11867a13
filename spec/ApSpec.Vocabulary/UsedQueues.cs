using System.Runtime.CompilerServices;

namespace ApSpec.Vocabulary;

/// <summary>
/// Walks the queues that share a word with a field that is not zero, in the order of their numbers. All fields of the others are zero, as after a
/// reset: bound to vfio_ap, in no mdev, idle. In a large scope nearly all are, and words of zeros are skipped many at a time.
/// </summary>
public ref struct UsedQueues
{
    private const int LongRun = 16; // fewer words are looked at one by one
    private readonly QueueWords map;
    private readonly ReadOnlySpan<ulong> words;
    private int next;
    private int last;

    internal UsedQueues(QueueWords map, ReadOnlySpan<ulong> words)
    {
        this.map = map;
        this.words = words.Slice(map.First, map.Lowest.Length);
        Current = last = -1;
    }

    /// <summary>The queue.</summary>
    public int Current { get; private set; }

    /// <summary>To the next queue.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MoveNext()
    {
        if (Current >= last && !ToNextWord())
            return false;
        Current++;
        return true;
    }

    /// <summary>The walk itself.</summary>
    public readonly UsedQueues GetEnumerator() => this;

    // To before the first queue of the next word that has queues beyond the current one.
    private bool ToNextWord()
    {
        for (; next < words.Length; next++)
        {
            if (words[next] == 0)
            {
                if (words.Length - next < LongRun)
                    continue;
                var zeros = words[next..].IndexOfAnyExcept(0UL);
                if (zeros < 0)
                    return false;
                next += zeros;
            }

            if (map.Highest[next] <= Current)
                continue;
            last = map.Highest[next];
            Current = Math.Max(Current, map.Lowest[next] - 1);
            next++;
            return true;
        }

        return false;
    }
}
