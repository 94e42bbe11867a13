namespace ApSpec.Vocabulary;

/// <summary>The words of a vector that hold fields of queues, and which queues each has. Queues are laid out in the order of their numbers.</summary>
public sealed class QueueWords
{
    /// <summary>The words from <paramref name="first"/> to the last that <paramref name="builder"/> has handed out.</summary>
    public QueueWords(LayoutBuilder builder, int first)
    {
        First = first;
        var queues = builder.Owners.Skip(first).Select(owners => owners.Where(o => o.Kind == EntityKind.Queue).Select(o => o.Id).ToArray()).ToArray();
        Lowest = [.. queues.Select(ids => ids.Length == 0 ? int.MaxValue : ids[0])];
        Highest = [.. queues.Select(ids => ids.Length == 0 ? -1 : ids[^1])];
    }

    internal int First { get; }

    // The first queue with bits in each word, and the last.
    internal int[] Lowest { get; }

    internal int[] Highest { get; }

    /// <summary>The queues of <paramref name="words"/> with a field that is not zero.</summary>
    public UsedQueues UsedIn(ReadOnlySpan<ulong> words) => new(this, words);
}
