using System.Numerics;

namespace ApSpec.RealDriver.Races;

/// <summary>
/// Two accesses of the same memory, at least one of them a write, in two calls without a common lock. As far as locks go, the calls could
/// run at the same time.
/// </summary>
/// <param name="Object">How the object was allocated, as the source says.</param>
/// <param name="At">Offset in the object, in bytes.</param>
/// <param name="Size">The object's size, in bytes.</param>
/// <param name="First">One access.</param>
/// <param name="Second">The other, of a later call of the same trace.</param>
/// <param name="Seed">The seed of that trace.</param>
/// <param name="Step">The operation of the later call, from 1.</param>
/// <param name="Scope">The trace's scope.</param>
public sealed record AccessPair(string Object, uint At, uint Size, PairedAccess First, PairedAccess Second, ulong Seed, int Step, string Scope)
{
    /// <summary>The pair without its places in the source and its object.</summary>
    internal (int, int) Kinds => First.Order < Second.Order ? (First.Order, Second.Order) : (Second.Order, First.Order);

    /// <summary>The access under fewer locks; both when the numbers are equal.</summary>
    internal IEnumerable<PairedAccess> Weak => (BitOperations.PopCount(First.Locks) - BitOperations.PopCount(Second.Locks)) switch
    {
        < 0 => [First],
        > 0 => [Second],
        _ => [First, Second],
    };

    /// <summary>The same with the offset; offsets are comparable only between objects of one size.</summary>
    internal (uint Size, uint At, (int, int) Kinds) Key => (Size, At, Kinds);
}
