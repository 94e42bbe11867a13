using System.Numerics;
using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>
/// The lock-order graph of a trace, by lock class as in lockdep, and the cycle that a new edge closes. One row of bits for each class:
/// the classes taken while it is held.
/// </summary>
internal static class LockOrder
{
    private const int ClassesMax = (int)LockClass.Other + 1;

    /// <summary>LOCK-03: none of the step's edges closes a cycle of two classes or more, or takes a class under itself.</summary>
    public static bool HasNoNewCycle(in Step step, ref Evidence evidence)
    {
        if (!HasNewEdge(step))
            return true;
        Span<uint> graph = stackalloc uint[ClassesMax];
        Read(step.Before, graph);
        List<LockClass>? shortest = null;
        foreach (ref readonly var edge in step.Edges)
        {
            ref var row = ref graph[(int)edge.From.Class];
            var bit = 1u << (int)edge.To.Class;
            if ((row & bit) != 0)
                continue; // it was judged when it was new
            row |= bit;

            // LOCK-02 judges the same lock taken twice. Another lock of the same class is a cycle of length one.
            var closes = edge.From.Class == edge.To.Class ? edge.From != edge.To : Reaches(graph, edge.To.Class, edge.From.Class);
            if (closes && Cycle(graph, edge.From.Class, edge.To.Class) is var cycle && (shortest is null || cycle.Count < shortest.Count))
            {
                shortest = cycle;
                evidence = new Evidence(EvidenceColumn.Locks, Text: Say.Edge(edge, string.Join(" -> ", cycle.Select(LockId.Letter))), Sign: SignOf(cycle));
            }
        }

        return shortest is null;
    }

    /// <summary>Premise: the step took a lock under another.</summary>
    public static bool HasEdges(in Step step) => !step.Edges.IsEmpty;

    private static bool HasNewEdge(in Step step)
    {
        var world = step.Before.Layout.World;
        foreach (ref readonly var edge in step.Edges)
        {
            if (step.Before[world.Edges[((int)edge.From.Class * world.LockClasses) + (int)edge.To.Class]] == 0)
                return true;
        }

        return false;
    }

    private static void Read(in Observation ledger, Span<uint> graph)
    {
        graph.Clear();
        var edges = ledger.Layout.World.Edges.AsSpan();
        var classes = ledger.Layout.World.LockClasses;
        for (var from = 0; from < classes; from++)
        {
            for (var to = 0; to < classes; to++)
                graph[from] |= ledger[edges[(from * classes) + to]] << to;
        }
    }

    private static bool Reaches(ReadOnlySpan<uint> graph, LockClass from, LockClass to) =>
        (Closure(graph, from) & (1u << (int)to)) != 0;

    // All classes reachable from one class, which is included.
    private static uint Closure(ReadOnlySpan<uint> graph, LockClass from)
    {
        var seen = 1u << (int)from;
        for (var grew = true; grew;)
        {
            var before = seen;
            seen |= Next(graph, seen);
            grew = seen != before;
        }

        return seen;
    }

    private static uint Next(ReadOnlySpan<uint> graph, uint classes)
    {
        var next = 0u;
        for (; classes != 0; classes &= classes - 1)
            next |= graph[BitOperations.TrailingZeroCount(classes)];
        return next;
    }

    // Rotated to begin with the lowest class, so that a cycle prints the same whichever edge closes it.
    private static string SignOf(List<LockClass> cycle)
    {
        var first = cycle.IndexOf(cycle.Min());
        var classes = cycle.Count - 1;
        return string.Join(' ', Enumerable.Range(0, classes).Select(i => LockId.Letter(cycle[(first + i) % classes])));
    }

    // The shortest path from the end of the new edge back to its start: "K -> V -> L -> K".
    private static List<LockClass> Cycle(ReadOnlySpan<uint> graph, LockClass start, LockClass next)
    {
        var path = new List<LockClass> { start, next };
        while (path[^1] != start)
        {
            var best = start;
            var least = int.MaxValue;
            foreach (var c in Enum.GetValues<LockClass>())
            {
                if ((graph[(int)path[^1]] & (1u << (int)c)) == 0 || c == path[^1] || Distance(graph, c, start) >= least)
                    continue;
                best = c;
                least = Distance(graph, c, start);
            }

            path.Add(best);
        }

        return path;
    }

    private static int Distance(ReadOnlySpan<uint> graph, LockClass from, LockClass to)
    {
        var reached = 1u << (int)from;
        for (var steps = 0; steps < ClassesMax; steps++)
        {
            if ((reached & (1u << (int)to)) != 0)
                return steps;
            reached |= Next(graph, reached);
        }

        return int.MaxValue;
    }
}
