using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Locks;

/// <summary>Orders of locks that lead back to the lock they begin with.</summary>
/// <param name="Orders">Each lock taken under the one before it; the lowest class is the first that is held.</param>
/// <param name="Gate">The class of a lock that two of the places hold, which keeps them apart, so that no deadlock comes of it; null when there is none.</param>
public sealed record LockCycle(ImmutableArray<SeenOrder> Orders, LockClass? Gate)
{
    /// <summary>The letters of the classes, as LOCK-03 gives them for one trace: <c>L K</c>.</summary>
    public string Sign => string.Join(' ', Orders.Select(order => LockId.Letter(order.Key.From.Class)));

    /// <summary>The locks, with the first again at the end: <c>L -> K -> L</c>.</summary>
    public string Path => $"{string.Join(" -> ", Orders.Select(order => order.Key.From))} -> {Orders[0].Key.From}";
}
