using ApSpec.Vocabulary;

namespace ApSpec.Check.Locks;

/// <summary>Tells ways to take one lock under another that were seen before from new ones. Most edges are like one just seen, so these are kept at hand.</summary>
public sealed class OrderNotes
{
    private const int RecentMax = 256;
    private readonly LockEdge[] recent = new LockEdge[RecentMax];
    private readonly HashSet<OrderKey> known = [];

    /// <summary>True, once, for an edge with a key that no edge before it had. Two locks of one class are no order: LOCK-03 judges them.</summary>
    public bool IsNew(in LockEdge edge)
    {
        ref var last = ref recent[PlaceOf(edge)];
        if (last.From == edge.From && last.To == edge.To && last.Held == edge.Held && last.IsToShared == edge.IsToShared && last.Held.All != 0
            && ReferenceEquals(last.FromText, edge.FromText) && ReferenceEquals(last.ToText, edge.ToText))
            return false;
        last = edge;
        return (edge.From.Class != edge.To.Class || edge.FromText != edge.ToText) && known.Add(OrderKey.Of(edge));
    }

    private static int PlaceOf(in LockEdge edge)
    {
        var bits = edge.Held.All * 0x9E3779B97F4A7C15;
        return (int)((bits >> 40) ^ ((ulong)edge.From.Class << 4) ^ (ulong)edge.To.Class ^ ((ulong)edge.To.Instance << 6)) & (RecentMax - 1);
    }
}
