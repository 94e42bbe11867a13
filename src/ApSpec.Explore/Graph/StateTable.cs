using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace ApSpec.Explore.Graph;

/// <summary>
/// Finds the number of a stored state by its hash: one 32-bit slot for each, with the number and as many bits of the hash as are left, so that
/// few wrong states are looked at. Slots of a hash follow each other.
/// </summary>
internal sealed class StateTable
{
    private const int SlotsMin = 1 << 10;
    private readonly uint[] slots;
    private readonly int numberBits;
    private readonly uint numberMask;

    private StateTable(int size)
    {
        slots = new uint[size];
        StatesMax = (int)(size * 0.875);
        numberBits = 64 - System.Numerics.BitOperations.LeadingZeroCount((ulong)StatesMax + 1);
        numberMask = (uint)((1UL << numberBits) - 1);
    }

    /// <summary>States it has room for.</summary>
    public int StatesMax { get; }

    /// <summary>Bytes it takes.</summary>
    public long Bytes => (long)slots.Length * sizeof(uint);

    /// <summary>An empty table.</summary>
    public static StateTable Smallest() => new(SlotsMin);

    /// <summary>Slots of the table that follows when this one is full.</summary>
    public int NextSize => slots.Length < 1 << 20 ? slots.Length * 2 : (int)Math.Min(slots.Length * 1.3, Array.MaxLength);

    /// <summary>An empty table of <paramref name="size"/> slots, or one as large as this.</summary>
    public StateTable Empty(int? size = null) => new(size ?? slots.Length);

    /// <summary>Brings the slots of a hash into the cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Prefetch(ulong hash)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(Unsafe.AsPointer(ref SlotAt(Home(hash))));
    }

    /// <summary>The slot to look at first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Home(ulong hash) => (int)(((hash >> 32) * (ulong)slots.Length) >> 32);

    /// <summary>
    /// The number of the next state that may have this hash, from <paramref name="slot"/> on, which is moved behind it; -1 at a free slot, where it stays.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next(ulong hash, ref int slot)
    {
        var tag = (uint)hash & ~numberMask;
        while (true)
        {
            var found = SlotAt(slot);
            if (found == 0)
                return -1;
            if (++slot == slots.Length)
                slot = 0;
            if ((found & ~numberMask) == tag)
                return (int)(found & numberMask) - 1;
        }
    }

    /// <summary>Stores the number of a state in a free slot.</summary>
    public void Set(int slot, ulong hash, int number) => slots[slot] = ((uint)hash & ~numberMask) | (uint)(number + 1);

    /// <summary>Stores the number of a state that is not there.</summary>
    public void Add(ulong hash, int number)
    {
        var slot = Home(hash);
        while (slots[slot] != 0)
            slot = slot + 1 == slots.Length ? 0 : slot + 1;
        Set(slot, hash, number);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref uint SlotAt(int slot) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(slots), slot);
}
