namespace ApSpec.Vocabulary;

/// <summary>The words of a vector that hold fields of queues, and which queues each has. Queues are laid out in the order of their numbers.</summary>
public sealed class QueueWords
{
    private readonly int[] lowest;
    private readonly int[] highest;

    /// <summary>The words from <paramref name="first"/> to the last that <paramref name="builder"/> has handed out.</summary>
    public QueueWords(LayoutBuilder builder, int first)
    {
        First = first;
        var queues = builder.Owners.Skip(first).Select(owners => owners.Where(o => o.Kind == EntityKind.Queue).Select(o => o.Id).ToArray()).ToArray();
        lowest = [.. queues.Select(ids => ids.Length == 0 ? int.MaxValue : ids[0])];
        highest = [.. queues.Select(ids => ids.Length == 0 ? -1 : ids[^1])];
    }

    internal int First { get; }

    internal int Count => lowest.Length;

    /// <summary>The queues of <paramref name="words"/> with a field that is not zero.</summary>
    public UsedQueues UsedIn(ReadOnlySpan<ulong> words) => new(this, words);

    internal (int Lowest, int Highest) Of(int place) => (lowest[place], highest[place]);
}
