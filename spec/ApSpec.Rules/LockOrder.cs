using System.Numerics;
using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>
/// The lock-order graph of a trace, by class as lockdep does it, and the cycle that a step's new edge closes. The graph is 16
/// bits: bit 4 * from + to.
/// </summary>
internal static class LockOrder
{
    private const int Classes = 4;

    /// <summary>LOCK-03: none of the step's edges closes a cycle of two classes or more, or takes a class under itself.</summary>
    public static bool HasNoNewCycle(in Step step, ref Evidence evidence)
    {
        if (step.Edges.IsEmpty)
            return true;
        var graph = Known(step.Before);
        foreach (ref readonly var edge in step.Edges)
        {
            var bit = 1u << (((int)edge.From.Class * Classes) + (int)edge.To.Class);
            if ((graph & bit) != 0)
                continue; // it was judged when it was new
            graph |= bit;
            // The same lock again is LOCK-02's; another lock of the same class is a cycle of one.
            var closes = edge.From.Class == edge.To.Class ? edge.From != edge.To : Reaches(graph, edge.To.Class, edge.From.Class);
            if (closes)
            {
                evidence = new Evidence(EvidenceColumn.Locks, Text: Say.Edge(edge, Cycle(graph, edge.From.Class, edge.To.Class)));
                return false;
            }
        }

        return true;
    }

    /// <summary>Premise: the step took a lock under another.</summary>
    public static bool HasEdges(in Step step) => !step.Edges.IsEmpty;

    private static uint Known(in Observation ledger)
    {
        var graph = 0u;
        var edges = ledger.Layout.World.Edges;
        for (var i = 0; i < edges.Length; i++)
            graph |= ledger[edges[i]] << i;
        return graph;
    }

    private static bool Reaches(uint graph, LockClass from, LockClass to) => (Closure(graph, from) & (1u << (int)to)) != 0;

    // Classes that can be got to from one, itself included.
    private static uint Closure(uint graph, LockClass from)
    {
        var seen = 1u << (int)from;
        for (var round = 0; round < Classes; round++)
        {
            for (var rest = seen; rest != 0; rest &= rest - 1)
                seen |= (graph >> (BitOperations.TrailingZeroCount(rest) * Classes)) & ((1u << Classes) - 1);
        }

        return seen;
    }

    // The shortest way back from the new edge's end to its start, as "K -> V -> L -> K".
    private static string Cycle(uint graph, LockClass start, LockClass next)
    {
        var path = new List<LockClass> { start, next };
        while (path[^1] != start)
        {
            var here = path[^1];
            path.Add(Enum.GetValues<LockClass>()
                .Where(c => (graph & (1u << (((int)here * Classes) + (int)c))) != 0 && c != here && Reaches(graph, c, start))
                .OrderBy(c => Distance(graph, c, start))
                .First());
        }

        return string.Join(" -> ", path.Select(Letter));
    }

    private static int Distance(uint graph, LockClass from, LockClass to)
    {
        var reached = 1u << (int)from;
        for (var steps = 0; steps < Classes; steps++)
        {
            if ((reached & (1u << (int)to)) != 0)
                return steps;
            for (var rest = reached; rest != 0; rest &= rest - 1)
                reached |= (graph >> (BitOperations.TrailingZeroCount(rest) * Classes)) & ((1u << Classes) - 1);
        }

        return Classes;
    }

    private static string Letter(LockClass c) => c switch
    {
        LockClass.Matrix => "L",
        LockClass.Kvm => "K",
        LockClass.Vcpu => "V",
        LockClass.Iommu => "I",
        _ => throw new InvalidOperationException($"unknown lock class {c}"),
    };
}
