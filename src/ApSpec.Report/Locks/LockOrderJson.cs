using ApSpec.Search.Locks;
using ApSpec.Vocabulary;

namespace ApSpec.Report.Locks;

/// <summary>One order of a cycle.</summary>
/// <param name="Held">The lock held.</param>
/// <param name="HeldAt">Where it was taken; null on a model.</param>
/// <param name="Wanted">The lock wanted.</param>
/// <param name="WantedAt">Where.</param>
/// <param name="IsForReading">It is wanted for reading.</param>
/// <param name="Operations">The operations of the trace that shows it.</param>
/// <param name="IsAtOnce">They are calls at once, by one of their schedules.</param>
/// <param name="Scope">The trace's scope.</param>
public sealed record LockOrderJson(
    string Held, string? HeldAt, string Wanted, string WantedAt, bool IsForReading, IReadOnlyList<string> Operations, bool IsAtOnce, string Scope)
{
    /// <summary>The order as data.</summary>
    public static LockOrderJson From(SeenOrder order, Era era)
    {
        var (edge, trace) = (order.Edge, order.TraceIn(era));
        return new LockOrderJson(edge.From.ToString(), edge.HeldAt.Length == 0 ? null : edge.HeldAt, edge.To.ToString(), edge.Function, edge.IsToShared,
            [.. trace.Operations.Select(op => op.ToString())], order.IsAtOnce, trace.Scope.ToString());
    }
}
