using ApSpec.Search.Causes;

namespace ApSpec.Search;

/// <summary>
/// Deals groups of drafts out to those that shorten them. Groups found in one scope go to one of them, as long as there are others: what it found out
/// there helps with the next. The largest scopes come first.
/// </summary>
public sealed class GroupQueue
{
    private readonly Lock gate = new();
    private readonly List<Queue<int>> waiting;
    private readonly Queue<int>?[] own;

    /// <summary>A queue of <paramref name="groups"/> for so many takers.</summary>
    public GroupQueue(IReadOnlyList<DraftGroup> groups, int takers)
    {
        Left = groups.Count;
        own = new Queue<int>?[takers];
        waiting =
        [
            .. groups.Index().GroupBy(group => TraceOrder.Simplest(group.Item.Drafts).Hit.Trace.Scope.ToString(), group => group.Index, StringComparer.Ordinal)
                .Select(scope => new Queue<int>(scope)).OrderByDescending(scope => scope.Count),
        ];
    }

    /// <summary>Groups that nobody has taken.</summary>
    public int Left { get; private set; }

    /// <summary>The next group for a taker; null when there is none.</summary>
    public int? Take(int taker)
    {
        lock (gate)
        {
            if (own[taker] is not { Count: > 0 })
                own[taker] = waiting.Count > 0 ? TakeFirst() : own.OfType<Queue<int>>().MaxBy(others => others.Count);
            if (own[taker] is not { Count: > 0 } groups)
                return null;
            Left--;
            return groups.Dequeue();
        }
    }

    private Queue<int> TakeFirst()
    {
        var first = waiting[0];
        waiting.RemoveAt(0);
        return first;
    }
}
