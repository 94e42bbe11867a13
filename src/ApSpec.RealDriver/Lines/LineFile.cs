using System.Collections.Immutable;
using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using ApSpec.RealDriver.Native;
using ApSpec.RealDriver.Worker;

namespace ApSpec.RealDriver.Lines;

/// <summary>
/// The lines that a worker's driver has run, in a file that both processes map. It survives a worker that dies, and the next worker
/// continues it.
/// </summary>
public sealed unsafe class LineFile : IDisposable
{
    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;
    private readonly NativeLine* lines;

    private LineFile(string path, int count)
    {
        FilePath = path;
        Count = count;
        file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, (long)count * sizeof(NativeLine));
        view = file.CreateViewAccessor(0, (long)count * sizeof(NativeLine));
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        lines = (NativeLine*)start;
    }

    /// <summary>Where it is.</summary>
    public string FilePath { get; }

    private int Count { get; }

    /// <summary>A file for the places of a table; none has been run.</summary>
    /// <exception cref="IOException">There is no room for it.</exception>
    internal static LineFile Create(RunFolder folder, string name, ImmutableArray<uint> offsets)
    {
        var rows = offsets.Select(offset => new NativeLine { Offset = offset }).ToArray();
        return new LineFile(folder.Write(name, MemoryMarshal.AsBytes<NativeLine>(rows)), rows.Length);
    }

    /// <summary>Maps the file at <paramref name="path"/>.</summary>
    public static LineFile At(string path) => new(path, (int)(new FileInfo(path).Length / sizeof(NativeLine)));

    /// <summary>The worker's side: from now on the library records each line that is run; false when this machine cannot do that.</summary>
    public bool Watch(DriverLibrary library, Heartbeat heartbeat) => library.Api->Watch(lines, (uint)Count, heartbeat.Trace) != 0;

    /// <summary>The other side: each place that was run, in the order of the table, with the first trace and operation to run it.</summary>
    internal IEnumerable<(int Place, ulong Seed, int Step)> Run()
    {
        for (var place = 0; place < Count; place++)
        {
            if (IsRun(place, out var seed, out var step))
                yield return (place, seed, step);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        view.Dispose();
        file.Dispose();
    }

    private bool IsRun(int place, out ulong seed, out int step)
    {
        var line = lines[place];
        (seed, step) = (line.Seed, (int)line.Step);
        return line.IsRun != 0;
    }
}
