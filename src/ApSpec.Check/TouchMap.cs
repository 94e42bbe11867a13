using ApSpec.Vocabulary;

namespace ApSpec.Check;

/// <summary>Maps changed words of the observation to the objects that rules must look at.</summary>
internal sealed class TouchMap
{
    private readonly uint allMdevs;
    private readonly uint allKvms;
    private readonly int[] allQueues;
    private readonly int[] allWords;
    private readonly int[][] queuesOf;
    private readonly int[] queues;
    private readonly int[] words;

    public TouchMap(ISystem system)
    {
        allMdevs = (1u << system.Scope.Mdevs) - 1;
        allKvms = (1u << system.Scope.Kvms) - 1;
        allQueues = [.. Enumerable.Range(0, system.Layout.Queues.Length)];
        allWords = [.. Enumerable.Range(0, system.Layout.Words)];
        queuesOf = [.. system.Owners.Take(system.Layout.Words).Select(owners =>
            owners.Where(o => o.Kind == EntityKind.Queue).Select(o => o.Id).ToArray())];
        queues = new int[queuesOf.Sum(q => q.Length)];
        words = new int[system.Layout.Words];
    }

    /// <summary>Everything.</summary>
    public Touched All => new(allMdevs, allKvms, allQueues, allWords);

    /// <summary>
    /// Compares two observations in the words that may differ. The states of mdevs and guests depend on each other, and
    /// there are at most eight of each. So on any change all mdevs and guests count as touched, but only the queues with changed words.
    /// </summary>
    public Touched Compare(ReadOnlySpan<ulong> before, ReadOnlySpan<ulong> after, ReadOnlySpan<int> changed, bool force)
    {
        var (queueCount, wordCount) = (0, 0);
        foreach (var word in changed)
        {
            if (word >= after.Length || before[word] == after[word])
                continue;
            words[wordCount++] = word;
            foreach (var queue in queuesOf[word])
                queues[queueCount++] = queue;
        }

        return force || wordCount > 0 ? new Touched(allMdevs, allKvms, queues.AsSpan(0, queueCount), words.AsSpan(0, wordCount)) : default;
    }
}
