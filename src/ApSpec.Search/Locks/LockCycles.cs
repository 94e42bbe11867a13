using System.Collections.Immutable;
using ApSpec.Check.Locks;

namespace ApSpec.Search.Locks;

/// <summary>
/// The cycles in the order of locks over all traces of a run, by class as in lockdep. A semaphore is fair, so that a reader waits behind a writer that waits:
/// readers count like writers, as lockdep has it for <c>down_read()</c>. Where two places of a cycle hold one lock, two calls cannot be in both: it is no cycle then.
/// </summary>
public sealed class LockCycles
{
    /// <summary>Longer cycles are not looked for.</summary>
    public const int LocksMax = 4;

    private readonly ImmutableArray<LockNode> nodes;
    private readonly Dictionary<(LockNode From, LockNode To), ImmutableArray<SeenOrder>> orders;
    private readonly List<LockNode> path = [];
    private readonly List<LockCycle> found = [];

    private LockCycles(IEnumerable<SeenOrder> seen)
    {
        orders = SeenOrder.First(seen).GroupBy(order => (order.Key.From, order.Key.To)).ToDictionary(same => same.Key, same => same.ToImmutableArray());
        nodes = [.. orders.Keys.SelectMany(pair => (LockNode[])[pair.From, pair.To]).Distinct().Order()];
    }

    /// <summary>All of them, those with fewer locks first, then by their locks; each begins with its lowest class.</summary>
    public static ImmutableArray<LockCycle> In(IEnumerable<SeenOrder> seen)
    {
        var cycles = new LockCycles(seen);
        foreach (var node in cycles.nodes)
            cycles.Walk(node);
        return [.. cycles.found.OrderBy(cycle => cycle.Orders.Length)];
    }

    private void Walk(LockNode node)
    {
        path.Add(node);
        foreach (var next in nodes.Where(next => orders.ContainsKey((node, next))))
        {
            if (next == path[0])
                found.Add(CycleOf());
            else if (path.Count < LocksMax && next.CompareTo(path[0]) > 0 && !path.Contains(next))
                Walk(next);
        }

        path.RemoveAt(path.Count - 1);
    }

    // Of all ways to go round, the first without a gate.
    private LockCycle CycleOf()
    {
        var ways = path.Select((node, i) => orders[(node, path[(i + 1) % path.Count])]).ToArray();
        var way = new SeenOrder[ways.Length];
        return Free(0) ? new LockCycle([.. way], null) : new LockCycle([.. ways.Select(all => all[0])], GateOf([.. ways.Select(all => all[0])]));

        bool Free(int at)
        {
            if (at == ways.Length)
                return true;
            foreach (var order in ways[at])
            {
                way[at] = order;
                if (way.Take(at).All(before => before.Key.GateWith(order.Key) is null) && Free(at + 1))
                    return true;
            }

            return false;
        }
    }

    private static Vocabulary.LockClass? GateOf(ImmutableArray<SeenOrder> way) =>
        way.SelectMany((order, i) => way.Skip(i + 1).Select(other => order.Key.GateWith(other.Key))).FirstOrDefault(gate => gate is not null);
}
