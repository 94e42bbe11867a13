using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace ApSpec.Explore.Graph;

/// <summary>
/// The states seen by a search, each once, in the order they were found. Exact: whole states are compared, never hashes alone. They are packed to
/// the bits that any of them has. Many may read while nobody adds.
/// </summary>
public sealed class StateStore
{
    private const int ChunkBits = 12;
    private const int ChunkMask = (1 << ChunkBits) - 1;
    private readonly long bytesMax;
    private readonly ulong[] one;
    private readonly ulong[] key;
    private byte[][] chunks = [];
    private StatePacking packing;
    private StateTable table = StateTable.Smallest();
    private int size;
    private int words;
    private int used;
    private ulong lastMask;

    /// <summary>An empty store for states of <paramref name="words"/> words; beyond <paramref name="bytesMax"/> it throws
    /// <see cref="InsufficientMemoryException"/>, and stays as it was.</summary>
    public StateStore(int words, long bytesMax = long.MaxValue)
    {
        this.bytesMax = bytesMax;
        packing = StatePacking.Of(words);
        one = new ulong[words];
        key = new ulong[words];
    }

    /// <summary>States stored.</summary>
    public int Count { get; private set; }

    /// <summary>Bits of a stored state.</summary>
    public int Bits => packing.Bits;

    /// <summary>Bytes that the states and the table take.</summary>
    public long Bytes => table.Bytes + ((long)used * ChunkBytes(size));

    /// <summary>Words of the longest key, for callers of <see cref="Ask"/>.</summary>
    public int KeyWords => key.Length;

    /// <summary>One state.</summary>
    public void Load(int index, Span<ulong> state)
    {
        Span<ulong> packed = stackalloc ulong[words];
        Read(index, packed);
        packing.Unpack(packed, state);
    }

    /// <summary>Stores a state; false when it was there already.</summary>
    public bool Add(ReadOnlySpan<ulong> state)
    {
        Put(state, out var isNew);
        return isNew;
    }

    /// <summary>The number of a state, which is stored if it was not.</summary>
    public int Put(ReadOnlySpan<ulong> state, out bool isNew)
    {
        isNew = false;
        if (!packing.TryPack(state, key))
        {
            Repack(packing.With(state));
            packing.TryPack(state, key);
        }

        if (Count >= table.StatesMax)
            Grow();
        var packed = key.AsSpan(0, words);
        var hash = Hash(packed);
        var slot = table.Home(hash);
        while (table.Next(hash, ref slot) is var number and >= 0)
        {
            if (IsSame(number, packed))
                return number;
        }

        if (Count >> ChunkBits == used)
        {
            Require(ChunkBytes(size));
            if (used == chunks.Length)
                Array.Resize(ref chunks, Math.Max(4, used * 2));
            chunks[used] = new byte[ChunkBytes(size)];
            used++;
        }

        Write(chunks, Count, packed, size);
        table.Set(slot, hash, Count);
        isNew = true;
        return Count++;
    }

    /// <summary>
    /// Begins a question whether a state is stored: fills its key, and fetches what the answer needs. False when it cannot be.
    /// </summary>
    public bool Ask(ReadOnlySpan<ulong> state, Span<ulong> asked, out ulong hash)
    {
        hash = 0;
        if (!packing.TryPack(state, asked))
            return false;
        hash = Hash(asked[..words]);
        table.Prefetch(hash);
        return true;
    }

    /// <summary>Goes on with it: the first state with such a hash, which is fetched; -1 when there is none.</summary>
    public unsafe int Candidate(ulong hash)
    {
        var slot = table.Home(hash);
        var number = table.Next(hash, ref slot);
        if (number >= 0 && Sse.IsSupported)
            Sse.Prefetch0(Unsafe.AsPointer(ref At(number)));
        return number;
    }

    /// <summary>Ends it: true when the state is stored.</summary>
    public bool Contains(ReadOnlySpan<ulong> asked, ulong hash, int candidate)
    {
        if (candidate < 0)
            return false;
        var packed = asked[..words];
        if (IsSame(candidate, packed))
            return true;
        var slot = table.Home(hash);
        while (table.Next(hash, ref slot) is var number and >= 0)
        {
            if (number != candidate && IsSame(number, packed))
                return true;
        }

        return false;
    }

    private static int ChunkBytes(int size) => (size << ChunkBits) + sizeof(ulong); // the last key may be read in whole words

    private void Grow()
    {
        var next = table.NextSize;
        Require((long)next * sizeof(uint));
        table = Filled(table.Empty(next));
    }

    private void Repack(StatePacking wider)
    {
        var wide = (wider.Bits + 7) / 8;
        Require(((long)used * ChunkBytes(wide)) + table.Bytes);
        var repacked = new byte[chunks.Length][];
        for (var i = 0; i < used; i++)
            repacked[i] = new byte[ChunkBytes(wide)];
        for (var i = 0; i < Count; i++)
        {
            Load(i, one);
            wider.TryPack(one, key);
            Write(repacked, i, key.AsSpan(0, wider.Words), wide);
        }

        packing = wider;
        size = wide;
        words = wider.Words;
        lastMask = ulong.MaxValue >> ((64 - (wider.Bits & 63)) & 63);
        chunks = repacked;
        table = Filled(table.Empty());
    }

    private StateTable Filled(StateTable empty)
    {
        var packed = key.AsSpan().ToArray().AsSpan(0, words);
        for (var i = 0; i < Count; i++)
        {
            Read(i, packed);
            empty.Add(Hash(packed), i);
        }

        return empty;
    }

    private void Require(long more)
    {
        if (more > bytesMax - Bytes)
            throw new InsufficientMemoryException($"{Bytes:N0} bytes of states, {more:N0} more needed, {bytesMax:N0} allowed");
    }

    private void Read(int index, Span<ulong> packed)
    {
        ref var at = ref At(index);
        for (var i = 0; i < packed.Length; i++)
            packed[i] = WordAt(ref at, i);
        if (packed.Length > 0)
            packed[^1] &= lastMask;
    }

    private bool IsSame(int index, ReadOnlySpan<ulong> packed)
    {
        ref var at = ref At(index);
        var difference = 0UL;
        for (var i = 0; i < packed.Length - 1; i++)
            difference |= WordAt(ref at, i) ^ packed[i];
        var last = packed.Length - 1;
        return last < 0 || (difference | ((WordAt(ref at, last) ^ packed[last]) & lastMask)) == 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref byte At(int index) =>
        ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(chunks[index >> ChunkBits]), (index & ChunkMask) * size);

    // The lowest byte of a word comes first on every machine: the highest of the last word are left out.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong WordAt(ref byte at, int word)
    {
        var bytes = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref at, word * sizeof(ulong)));
        return BitConverter.IsLittleEndian ? bytes : BinaryPrimitives.ReverseEndianness(bytes);
    }

    private static void Write(byte[][] to, int index, ReadOnlySpan<ulong> packed, int size)
    {
        var bytes = to[index >> ChunkBits].AsSpan((index & ChunkMask) * size, size);
        foreach (var word in packed)
        {
            for (var i = 0; i < sizeof(ulong) && i < bytes.Length; i++)
                bytes[i] = (byte)(word >> (8 * i));
            bytes = bytes[Math.Min(sizeof(ulong), bytes.Length)..];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Hash(ReadOnlySpan<ulong> packed)
    {
        var hash = 0x9e3779b97f4a7c15UL;
        foreach (var word in packed)
            hash = (BitOperations.RotateLeft(hash, 29) ^ word) * 0xbf58476d1ce4e5b9UL;
        hash ^= hash >> 32;
        hash *= 0x94d049bb133111ebUL;
        return hash ^ (hash >> 29);
    }
}
