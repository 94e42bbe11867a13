using System.IO.MemoryMappedFiles;
using ApSpec.Search;

namespace ApSpec.RealDriver.Worker;

/// <summary>
/// Where a worker is, in a file that both processes map: it outlives the worker. Writing costs a store.
/// </summary>
public sealed unsafe class Heartbeat : ICampaignPulse, IDisposable
{
    private const int Words = 4;
    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;
    private readonly long* cells;

    private Heartbeat(MemoryMappedFile file)
    {
        this.file = file;
        view = file.CreateViewAccessor(0, Words * sizeof(long));
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        cells = (long*)start;
    }

    /// <summary>The seed of the running trace.</summary>
    public ulong Seed => (ulong)Volatile.Read(ref cells[0]);

    /// <summary>The operation of it that runs, from 1.</summary>
    public int Step => (int)Volatile.Read(ref cells[1]);

    /// <summary>Operations done since the worker began; one that stands still is in a call that does not come back.</summary>
    public long Beats => Volatile.Read(ref cells[2]);

    /// <summary>Maps the file at <paramref name="path"/>, which is created when it is not there.</summary>
    public static Heartbeat At(string path) =>
        new(MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, null, Words * sizeof(long)));

    /// <inheritdoc/>
    public void Beat(ulong seed, int step)
    {
        Volatile.Write(ref cells[0], (long)seed);
        Volatile.Write(ref cells[1], step);
    }

    /// <summary>One operation more.</summary>
    public void Beat() => Volatile.Write(ref cells[2], cells[2] + 1);

    /// <inheritdoc/>
    public void Dispose()
    {
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        view.Dispose();
        file.Dispose();
    }
}
