using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Explore;

/// <summary>
/// Looks in a <see cref="ScopeGraph"/> for the first violation of a rule by an operation of one kind. What it finds and counts is what
/// <see cref="Explorer.FirstViolation"/> does with the system itself: nothing after another violation of the rule is searched.
/// </summary>
internal sealed class ScopeGraphSearch
{
    // The graph has what lies behind violations, too, and the states after the last operation: more would be for others alone.
    private const long StatesFactor = 2;

    private static readonly bool[] Outcomes = [false, true];

    private readonly ScopeGraph graph;
    private readonly SearchLimits limits;
    private readonly int place;
    private readonly bool[] isWanted;
    private readonly List<(int State, int From, ushort Move)> met = [(0, -1, 0)];
    private ulong[] seen;

    private ScopeGraphSearch(ScopeGraph graph, Rule rule, Trigger wanted, SearchLimits limits)
    {
        (this.graph, this.limits) = (graph, limits);
        place = graph.PlaceOf(rule);
        isWanted = [.. graph.Alphabet.SelectMany(op => Outcomes.Select(isRefused => Trigger.Of(op, isRefused) == wanted))];
        seen = new ulong[(graph.States / 64) + 1];
        seen[0] = 1;
    }

    private enum Walked
    {
        On,
        Found,
        OutOfTime,
        Unknown,
    }

    /// <summary>The search; null when the graph does not have what it needs.</summary>
    public static ViolationSearch? Run(ScopeGraph graph, Rule rule, Trigger wanted, SearchLimits limits) =>
        new ScopeGraphSearch(graph, rule, wanted, limits).Run();

    private ViolationSearch? Run()
    {
        var (first, depth) = (0, 0);
        while (first < met.Count)
        {
            if (depth == limits.DepthMax)
                return End(null, depth, false);
            var (end, keep) = (met.Count, depth + 1 < limits.DepthMax);
            for (var at = first; at < end; at++)
            {
                switch (Walk(at, keep, out var last))
                {
                    case Walked.Found:
                        return End(TraceOf(at, last), depth, false);
                    case Walked.OutOfTime:
                        return End(null, depth, false);
                    case Walked.Unknown:
                        return null;
                    default:
                        break;
                }

                if (met.Count >= limits.StatesMax || limits.Time?.IsOver == true)
                    return End(null, depth, false);
            }

            first = end;
            depth++;
            if (!keep)
                return End(null, depth, false); // states after the last operation were not looked at
        }

        return End(null, depth, true);
    }

    private Walked Walk(int at, bool keep, out ushort last)
    {
        last = 0;
        if (met[at].State >= StatesFactor * limits.StatesMax)
            return Walked.Unknown;
        if (!graph.Knows(met[at].State, limits.Time))
            return limits.Time?.IsOver == true ? Walked.OutOfTime : Walked.Unknown;
        var (first, end) = graph.MovesFrom(met[at].State);
        for (var i = first; i < end; i++)
        {
            var move = graph.MoveAt(i);
            var (violated, isRefused) = graph.SortAt(move.Sort);
            if (place >= 0 && violated.Has(place))
            {
                last = move.Move;
                if (isWanted[(move.Move * 2) + (isRefused ? 1 : 0)])
                    return Walked.Found;
                continue;
            }

            if (!keep || move.Target == ScopeGraph.Nowhere)
                continue;
            if (IsNew(move.Target))
                met.Add((move.Target, at, move.Move));
        }

        return Walked.On;
    }

    private bool IsNew(int state)
    {
        if (state / 64 >= seen.Length)
            Array.Resize(ref seen, Math.Max(seen.Length * 2, (state / 64) + 1));
        var bit = 1UL << (state % 64);
        if ((seen[state / 64] & bit) != 0)
            return false;
        seen[state / 64] |= bit;
        return true;
    }

    private ViolationSearch End(Trace? found, int depth, bool isComplete) => new(found, met.Count, depth, isComplete, IsOutOfMemory: false);

    private Trace TraceOf(int at, int last)
    {
        var operations = new List<Operation> { graph.Alphabet[last] };
        for (; met[at].From >= 0; at = met[at].From)
            operations.Add(graph.Alphabet[met[at].Move]);
        operations.Reverse();
        return new Trace(graph.Scope, [.. operations]);
    }
}
