namespace ApSpec.Decoder;

/// <summary>The last four places noted, 16 bits each in one word: adapters or domains that were taken away, or used lately.</summary>
internal struct FewIds
{
    private const int CountMax = 4;
    private ulong cells;

    /// <summary>Places held, 0 to 4.</summary>
    public int Count { get; private set; }

    /// <summary>The place at <paramref name="index"/>, latest first.</summary>
    public readonly int this[uint index] => (int)((cells >> (int)(index * 16)) & 0xffff);

    /// <summary>Notes a place; the oldest of more than four is forgotten.</summary>
    public void Add(int place)
    {
        for (var i = 0u; i < Count; i++)
        {
            if (this[i] == place)
                return;
        }

        cells = (cells << 16) | (uint)place;
        Count = Math.Min(Count + 1, CountMax);
    }

    /// <summary>Forgets <paramref name="place"/>, if it is held.</summary>
    public void Remove(int place)
    {
        for (var i = 0; i < Count; i++)
        {
            if (this[(uint)i] != place)
                continue;
            var below = cells & ((1UL << (i * 16)) - 1);
            cells = (i == 3 ? 0 : (cells >> ((i + 1) * 16)) << (i * 16)) | below;
            Count--;
            return;
        }
    }
}
