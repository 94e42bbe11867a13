using ApSpec.Check;
using ApSpec.Check.Locks;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Locks;

/// <summary>Runs traces until they show one order of locks, to make its trace short.</summary>
internal sealed class OrderTrial(Subject subject)
{
    private const int TriesMax = 2_000;
    private readonly Dictionary<Scope, ISystem> systems = [];

    /// <summary>The order with the shortest trace that was found; null when its trace does not show it.</summary>
    public SeenOrder? Shortest(SeenOrder order, Func<bool>? isOver = null) => Show(order.TraceIn(subject.Era), order.Key) is not { } shown ? null
        : Shrinking.Smallest(shown, it => it.Shown!, candidate => isOver?.Invoke() == true ? null : Smaller(shown, candidate), TriesMax) with { Seed = order.Seed };

    private SeenOrder? Smaller(SeenOrder shown, Trace candidate) => candidate.Scope.Has(Features.Locks) ? Show(candidate, shown.Key) : null;

    private SeenOrder? Show(Trace trace, OrderKey key)
    {
        if (!systems.TryGetValue(trace.Scope, out var system))
            systems.Add(trace.Scope, system = subject.Create(trace.Scope));
        system.Reset();
        var done = new List<Operation>();
        foreach (var operation in trace.Operations)
        {
            var result = system.Apply(operation);
            if (result.Outcome == Outcome.NotPossible)
                continue;
            if (system.CapHit is not null)
                return null;
            done.Add(operation);
            foreach (ref readonly var edge in system.Edges)
            {
                if (OrderKey.Of(edge) == key)
                    return new SeenOrder(edge, trace.Scope, 0, done.Count) { Shown = trace with { Operations = [.. done] }, IsConfirmed = true };
            }

            if (result.Outcome != Outcome.Returned)
                return null;
        }

        return null;
    }
}
