using System.Numerics;
using ApSpec.Check.Locks;
using ApSpec.Explore.Threads;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Locks;

/// <summary>One lock that was taken under another, and the trace that showed it.</summary>
/// <param name="Edge">The two locks and the places.</param>
/// <param name="Scope">The scope of the trace.</param>
/// <param name="Seed">The seed that draws the trace; 0 for calls at once.</param>
/// <param name="Length">Its operations, as drawn.</param>
public sealed record SeenOrder(LockEdge Edge, Scope Scope, ulong Seed, int Length)
{
    /// <summary>The trace itself; null when the seed draws it.</summary>
    public Trace? Shown { get; init; }

    /// <summary>True when its trace was run again, and showed it.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>True when calls at once showed it.</summary>
    public bool IsAtOnce => Shown?.Threads.IsEmpty == false;

    /// <summary>What tells it from others.</summary>
    public OrderKey Key { get; } = OrderKey.Of(Edge);

    /// <summary>The trace.</summary>
    public Trace TraceIn(Era era) => Shown ?? SeededTrace.Draw(Scope, era, Seed, Length);

    /// <summary>What calls at once showed.</summary>
    public static SeenOrder From(ShownEdge shown) => new(shown.Edge, shown.Calls.Scope, 0, shown.Calls.Operations.Length) { Shown = shown.Calls };

    /// <summary>Each way to take two locks once, with the lowest seed, those that hold the fewest other locks first; calls at once only where no sequence shows it.</summary>
    public static IEnumerable<SeenOrder> First(IEnumerable<SeenOrder> orders) => orders.GroupBy(order => order.Key)
        .Select(same => same.OrderBy(order => order.IsAtOnce).ThenBy(order => order.Seed).ThenBy(order => order.Length).First())
        .OrderBy(order => order.Key.From).ThenBy(order => order.Key.To).ThenBy(order => BitOperations.PopCount(order.Key.Held))
        .ThenBy(order => order.Key.Held).ThenBy(order => order.Key.BesideFrom).ThenBy(order => order.Key.BesideTo)
        .ThenBy(order => order.Key.Shared).ThenBy(order => order.Key.IsToShared);
}
