using System.Numerics;
using System.Runtime.CompilerServices;

namespace ApSpec.Explore;

/// <summary>
/// The states seen by a search, each once, in the order they were found. Exact: whole states are compared, never hashes alone.
/// </summary>
public sealed class StateStore(int words)
{
    private const int ChunkBits = 12;
    private const int ChunkMask = (1 << ChunkBits) - 1;
    private readonly List<ulong[]> chunks = [];
    private int[] table = new int[1 << 12];

    /// <summary>States stored.</summary>
    public int Count { get; private set; }

    /// <summary>One state.</summary>
    public ReadOnlySpan<ulong> this[int index] => chunks[index >> ChunkBits].AsSpan((index & ChunkMask) * words, words);

    /// <summary>Stores a state; false when it was there already.</summary>
    public bool Add(ReadOnlySpan<ulong> state)
    {
        if (Count * 2 >= table.Length)
            Grow();
        var slot = Find(table, state);
        if (table[slot] != 0)
            return false;
        if ((Count & ChunkMask) == 0)
            chunks.Add(new ulong[words << ChunkBits]);
        state.CopyTo(chunks[^1].AsSpan((Count & ChunkMask) * words));
        table[slot] = ++Count;
        return true;
    }

    private int Find(int[] slots, ReadOnlySpan<ulong> state)
    {
        var mask = slots.Length - 1;
        var slot = (int)(Hash(state) & (ulong)mask);
        while (slots[slot] != 0 && !this[slots[slot] - 1].SequenceEqual(state))
            slot = (slot + 1) & mask;
        return slot;
    }

    private void Grow()
    {
        var larger = new int[table.Length * 2];
        var mask = larger.Length - 1;
        for (var i = 0; i < Count; i++)
        {
            var slot = (int)(Hash(this[i]) & (ulong)mask);
            while (larger[slot] != 0)
                slot = (slot + 1) & mask;
            larger[slot] = i + 1;
        }

        table = larger;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Hash(ReadOnlySpan<ulong> state)
    {
        var hash = 0x9e3779b97f4a7c15UL;
        foreach (var word in state)
            hash = (BitOperations.RotateLeft(hash, 29) ^ word) * 0xbf58476d1ce4e5b9UL;
        hash ^= hash >> 32;
        hash *= 0x94d049bb133111ebUL;
        return hash ^ (hash >> 29);
    }
}
