using ApSpec.Vocabulary;

namespace ApSpec.Check;

/// <summary>Maps changed words of the observation to the objects that rules must look at.</summary>
internal sealed class TouchMap
{
    private readonly uint allMdevs;
    private readonly uint allKvms;
    private readonly int[][] queuesOf;
    private readonly int[] queues;
    private readonly int[] allQueues;
    private int count;

    public TouchMap(ISystem system)
    {
        allMdevs = (1u << system.Scope.Mdevs) - 1;
        allKvms = (1u << system.Scope.Kvms) - 1;
        queuesOf = [.. system.Owners.Take(system.Layout.Words).Select(owners =>
            owners.Where(o => o.Kind == EntityKind.Queue).Select(o => o.Id).ToArray())];
        queues = new int[queuesOf.Sum(q => q.Length)];
        allQueues = [.. Enumerable.Range(0, system.Layout.Queues.Length)];
    }

    /// <summary>Everything.</summary>
    public Touched All => new(allMdevs, allKvms, allQueues);

    /// <summary>
    /// Compares two observations. The states of mdevs and guests depend on each other, and there are at most eight of each. So on any change all
    /// mdevs and guests count as touched, but only the queues with changed words.
    /// </summary>
    public Touched Compare(ReadOnlySpan<ulong> before, ReadOnlySpan<ulong> after, IReadOnlyList<int>? changed, bool force)
    {
        count = 0;
        var any = force;
        if (changed is null)
        {
            for (var word = 0; word < after.Length; word++)
                any |= Add(word, before, after);
        }
        else
        {
            foreach (var word in changed)
                any |= word < after.Length && Add(word, before, after);
        }

        return any ? new Touched(allMdevs, allKvms, queues.AsSpan(0, count)) : default;
    }

    private bool Add(int word, ReadOnlySpan<ulong> before, ReadOnlySpan<ulong> after)
    {
        if (before[word] == after[word])
            return false;
        foreach (var queue in queuesOf[word])
            queues[count++] = queue;
        return true;
    }
}
