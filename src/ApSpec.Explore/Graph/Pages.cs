namespace ApSpec.Explore.Graph;

/// <summary>
/// Items that are only ever added, in pages that stay where they are: many threads may read what was there before the last
/// <see cref="Thread.MemoryBarrier"/> of the one that adds.
/// </summary>
internal sealed class Pages<T>
    where T : unmanaged
{
    private const int PageBits = 14;
    private const int PageMask = (1 << PageBits) - 1;
    private T[][] pages = [];

    /// <summary>Items.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes that they take.</summary>
    public unsafe long Bytes => (long)pages.Length * sizeof(T) << PageBits;

    /// <summary>One of them.</summary>
    public T this[int at] => pages[at >> PageBits][at & PageMask];

    /// <summary>Adds one.</summary>
    public void Add(T item)
    {
        if (Count >> PageBits == pages.Length)
            pages = [.. pages, new T[1 << PageBits]];
        pages[Count >> PageBits][Count & PageMask] = item;
        Count++;
    }
}
