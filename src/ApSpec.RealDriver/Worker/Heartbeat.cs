using System.IO.MemoryMappedFiles;
using ApSpec.Search;

namespace ApSpec.RealDriver.Worker;

/// <summary>
/// The position of a worker, in a file that both processes map, so that it survives the worker. An update costs one store.
/// </summary>
public sealed unsafe class Heartbeat : ICampaignPulse, IDisposable
{
    /// <summary>Bytes of the file; its creator writes all of them.</summary>
    public const int Bytes = Words * sizeof(long);

    private const int Words = 5;
    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;
    private readonly long* cells;

    private Heartbeat(MemoryMappedFile file)
    {
        this.file = file;
        view = file.CreateViewAccessor(0, Bytes);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        cells = (long*)start;
    }

    /// <summary>The seed of the current trace.</summary>
    public ulong Seed => (ulong)Volatile.Read(ref cells[0]);

    /// <summary>The current operation, from 1; 0 before the first, negative before the first trace of an order.</summary>
    public int Step => (int)Volatile.Read(ref cells[1]);

    /// <summary>Where seed and step are.</summary>
    internal ulong* Trace => (ulong*)cells;

    /// <summary>Operations since the worker started. If this stops, the worker is in a call that does not return.</summary>
    public long Beats => Volatile.Read(ref cells[2]);

    /// <summary>True when the worker has loaded its driver and takes orders.</summary>
    public bool HasBegun => Volatile.Read(ref cells[3]) != 0;

    /// <summary>Processor time that the worker has used; the worker updates it several times a second.</summary>
    public TimeSpan Processor => TimeSpan.FromTicks(Volatile.Read(ref cells[4]));

    /// <summary>Maps the file at <paramref name="path"/>.</summary>
    public static Heartbeat At(string path) => new(MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, Bytes));

    /// <inheritdoc/>
    public void Beat(ulong seed, int step)
    {
        Volatile.Write(ref cells[0], (long)seed);
        Volatile.Write(ref cells[1], step);
    }

    /// <summary>One operation more.</summary>
    public void Beat() => Volatile.Write(ref cells[2], cells[2] + 1);

    /// <summary>The worker's side: it takes orders from now on.</summary>
    public void Begin() => Volatile.Write(ref cells[3], 1);

    /// <summary>The worker's side: the processor time it has used.</summary>
    public void Tell(TimeSpan processor) => Volatile.Write(ref cells[4], processor.Ticks);

    /// <summary>The other side: resets everything for a new worker.</summary>
    public void Clear() => new Span<long>(cells, Words).Clear();

    /// <summary>The other side: resets the position for a new order.</summary>
    public void BeginOrder() => Beat(0, -1);

    /// <inheritdoc/>
    public void Dispose()
    {
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        view.Dispose();
        file.Dispose();
    }
}
