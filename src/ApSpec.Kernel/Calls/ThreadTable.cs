using System.Numerics;

namespace ApSpec.Kernel;

/// <summary>
/// The states that one thread was seen in, each once, by number. What two states have in common with a world's is in its vector, so that a
/// number beside the vector is the whole state of a run with threads. Exact: whole keys are compared.
/// </summary>
internal sealed class ThreadTable
{
    private readonly Dictionary<ulong[], int> numbers = new(new KeyComparer());
    private readonly Dictionary<ulong[], int>.AlternateLookup<ReadOnlySpan<ulong>> lookup;
    private readonly List<SavedThread> states = [];
    private readonly KeyWriter key = new();

    public ThreadTable() => lookup = numbers.GetAlternateLookup<ReadOnlySpan<ulong>>();

    /// <summary>A state by its number.</summary>
    public SavedThread this[int number] => states[number];

    /// <summary>The number of a thread's state.</summary>
    public int Keep(KernelThread thread)
    {
        key.Clear();
        thread.WriteKey(key);
        if (lookup.TryGetValue(key.Words, out var number))
            return number;
        number = states.Count;
        states.Add(thread.Save());
        lookup[key.Words] = number;
        return number;
    }

    private sealed class KeyComparer : IEqualityComparer<ulong[]>, IAlternateEqualityComparer<ReadOnlySpan<ulong>, ulong[]>
    {
        public ulong[] Create(ReadOnlySpan<ulong> alternate) => alternate.ToArray();

        public bool Equals(ulong[]? x, ulong[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<ulong> alternate, ulong[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ulong[] obj) => GetHashCode((ReadOnlySpan<ulong>)obj);

        public int GetHashCode(ReadOnlySpan<ulong> alternate)
        {
            var hash = 0x9e3779b97f4a7c15UL;
            foreach (var word in alternate)
                hash = (BitOperations.RotateLeft(hash, 29) ^ word) * 0xbf58476d1ce4e5b9UL;
            return (int)(hash ^ (hash >> 32));
        }
    }
}
