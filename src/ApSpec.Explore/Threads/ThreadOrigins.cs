using System.Runtime.InteropServices;

namespace ApSpec.Explore.Threads;

/// <summary>How a search came to each of its nodes: from which other, by which turn.</summary>
internal sealed class ThreadOrigins
{
    private readonly List<(int Parent, ThreadTurn Turn)> origins = [];

    /// <summary>Forgets all nodes.</summary>
    public void Clear() => origins.Clear();

    /// <summary>The next node; the first has no parent, -1.</summary>
    public void Add(int parent, ThreadTurn turn) => origins.Add((parent, turn));

    /// <summary>Fills in the thread of each step to a node.</summary>
    public void FillPath(int node, List<byte> path)
    {
        path.Clear();
        for (var at = node; origins[at].Parent >= 0; at = origins[at].Parent)
        {
            var (thread, count) = (origins[at].Turn.Thread, origins[at].Turn.Count);
            CollectionsMarshal.SetCount(path, path.Count + count);
            CollectionsMarshal.AsSpan(path)[^count..].Fill(thread);
        }

        path.Reverse();
    }

    /// <summary>The turns to a node.</summary>
    public List<ThreadTurn> TurnsTo(int node)
    {
        var turns = new List<ThreadTurn>();
        for (var at = node; origins[at].Parent >= 0; at = origins[at].Parent)
            turns.Add(origins[at].Turn);
        turns.Reverse();
        return turns;
    }
}
