using System.Numerics;
using ApSpec.Vocabulary;

namespace ApSpec.Check.Locks;

/// <summary>What tells one way to take a lock under another from others: the classes, and the locks held meanwhile that can keep two calls apart.</summary>
/// <param name="From">The class of the lock held.</param>
/// <param name="To">The class of the lock taken.</param>
/// <param name="BesideFrom">Classes of locks held that belong together with the lock held, as <see cref="HeldSet.Beside"/>.</param>
/// <param name="BesideTo">The same of the lock taken.</param>
/// <param name="Shared">Classes that are held for reading.</param>
/// <param name="Held">All classes of which a lock is held.</param>
/// <param name="IsToShared">The lock was wanted for reading.</param>
public readonly record struct OrderKey(LockNode From, LockNode To, ushort BesideFrom, ushort BesideTo, ushort Shared, ushort Held, bool IsToShared)
{
    private const int Single = 1 << (int)LockClass.Matrix | 1 << (int)LockClass.Guests | 1 << (int)LockClass.Mdevs;

    /// <summary>That of an edge.</summary>
    public static OrderKey Of(in LockEdge edge) => new(
        new LockNode(edge.From.Class, edge.FromText), new LockNode(edge.To.Class, edge.ToText), edge.Held.Beside(edge.From), edge.Held.Beside(edge.To),
        edge.Held.SharedClasses, edge.Held.Classes, edge.IsToShared);

    /// <summary>
    /// The class of a lock that both hold, so that two calls cannot be in both places at once; null when there is none. <paramref name="other"/> may be any edge of
    /// one cycle: a lock of a guest or an mdev counts where both edges have a class of the cycle in common.
    /// </summary>
    public LockClass? GateWith(in OrderKey other)
    {
        var common = BesideFrom & BesideTo & other.BesideFrom & other.BesideTo & Single;
        if (To == other.From)
            common |= BesideTo & other.BesideFrom;
        if (From == other.To)
            common |= BesideFrom & other.BesideTo;
        common &= ~(Shared & other.Shared) & ~(1 << (int)LockClass.Perms); // the AP bus has two mutexes of class P
        return common == 0 ? null : (LockClass)BitOperations.TrailingZeroCount(common);
    }
}
