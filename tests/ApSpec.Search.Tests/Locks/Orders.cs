using ApSpec.Search.Locks;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Tests.Locks;

/// <summary>Orders of locks by their letters.</summary>
internal static class Orders
{
    private static readonly Scope Scope = new() { Features = Features.Locks };

    /// <summary>A lock taken while others are held; the first of these is the one the order is about, and <c>r</c> behind a letter means for reading.</summary>
    public static SeenOrder Of(string held, string taken, ulong seed = 1)
    {
        var locks = held.Split(' ');
        var all = locks.Aggregate(default(HeldSet), (set, one) => set.And(LockOf(one), one.EndsWith('r')));
        var edge = new LockEdge(LockOf(locks[0]), LockOf(taken), "f", 0) { Held = all, IsToShared = taken.EndsWith('r'), FromText = TextOf(locks[0]), ToText = TextOf(taken) };
        return new SeenOrder(edge, Scope, seed, 1);
    }

    /// <summary>The cycles, with what excludes them.</summary>
    public static string[] Cycles(params SeenOrder[] orders) =>
        [.. LockCycles.In(orders).Select(cycle => $"{cycle.Path}{(cycle.Gate is { } gate ? $" not by {LockId.Letter(gate)}" : "")}")];

    // H0, H0r, X:a
    private static LockId LockOf(string one)
    {
        var name = one.Split(':')[0].TrimEnd('r');
        var letter = name.TrimEnd('0', '1');
        return new LockId(Enum.GetValues<LockClass>().Single(other => LockId.Letter(other) == letter), (byte)(name.EndsWith('1') ? 1 : 0));
    }

    private static string TextOf(string one) => one.Contains(':', StringComparison.Ordinal) ? one.Split(':')[1] : "";
}
