using System.Text;
using ApSpec.Search.Locks;
using ApSpec.Vocabulary;

namespace ApSpec.Report.Locks;

/// <summary>The order of locks over all traces of a check as text: each cycle with the places and the trace of each order.</summary>
public static class LockCycleText
{
    /// <summary>All cycles; with <paramref name="isFull"/> also those that a lock excludes. Empty when there is nothing to say.</summary>
    public static string Format(OrderOutcome outcome, bool isFull)
    {
        var text = new StringBuilder();
        if (outcome.Cycles.Length > 0)
            text.Append($"{outcome.Subject.Name}, lock order over all traces: {Counts.Of(outcome.Cycles.Length, "cycle")} that no trace shows by itself\n");
        foreach (var (number, cycle) in outcome.Cycles.Index())
            text.Append(Format(outcome, number + 1, cycle));
        if (isFull && outcome.Excluded.Length > 0)
        {
            text.Append($"{outcome.Subject.Name}, lock order over all traces: no cycle, since two of the places hold one more lock\n");
            foreach (var cycle in outcome.Excluded)
                text.Append($"     {cycle.Path}: excluded by {LockId.Letter(cycle.Gate!.Value)}\n");
        }

        return text.ToString();
    }

    /// <summary>One order: the lock wanted, where, and where the lock held was taken.</summary>
    public static string LineOf(SeenOrder order) =>
        $"{Name(order.Edge.To, order.Edge.ToText)} wanted{(order.Edge.IsToShared ? " for reading" : "")} in {order.Edge.Function}, while {Name(order.Edge.From, order.Edge.FromText)} is held"
        + $"{(order.Edge.Held.IsShared(order.Edge.From) ? " for reading" : "")}{(order.Edge.HeldAt.Length == 0 ? "" : $", taken in {order.Edge.HeldAt}")}";

    /// <summary>The cycle and all its places in one sentence.</summary>
    public static string SentenceOf(LockCycle cycle) => $"{cycle.Path}: {string.Join("; ", cycle.Orders.Select(LineOf))}";

    /// <summary>The trace of an order. Of calls at once, it is one of the schedules of these calls.</summary>
    public static string TraceOf(SeenOrder order, OrderOutcome outcome)
    {
        var trace = order.TraceIn(outcome.Subject.Era);
        return $"{string.Join("; ", trace.Operations)}{(order.IsAtOnce ? "; by some schedule" : "")}";
    }

    private static string Format(OrderOutcome outcome, int number, LockCycle cycle)
    {
        var text = new StringBuilder(MailText.Wrap($"LOCK-03: {cycle.Path}", $"{number,3}  ", "     ")).Append('\n');
        foreach (var order in cycle.Orders)
        {
            text.Append(MailText.Wrap(LineOf(order), "     => ", "        ")).Append('\n');
            text.Append(MailText.Wrap(TraceOf(order, outcome), "       ", "         ")).Append('\n');
        }

        return text.ToString();
    }

    private static string Name(LockId id, string text) => text.Length == 0 ? $"{id}" : $"{id} ({text})";
}
