using ApSpec.Check;

namespace ApSpec.RealDriver.Run;

/// <summary>
/// Snapshots on the ways of a search of schedules: it comes back to one that is near, and takes the last steps again, where it would have to take all of them.
/// A step leads to the same state again as long as threads stop at the same places.
/// </summary>
internal sealed class ThreadPlaces(RealDriverSystem system, DriverThread[] threads)
{
    // Fewer steps are taken again sooner than a snapshot is made.
    private const int StepsWorth = 3;

    // A snapshot of a big world takes longer than many steps.
    private const ulong BytesMax = 1 << 20;

    private readonly Place?[] places = new Place?[IReplayedSystem.PlacesMax];
    private readonly bool isUsed = system.StateBytes <= BytesMax;
    private long uses;

    /// <summary>Goes to the snapshot that is furthest on the way <paramref name="path"/>, beyond <paramref name="done"/> steps; the steps done there, or -1 when there is none.</summary>
    public int Return(ReadOnlySpan<byte> path, int done)
    {
        var best = -1;
        for (var i = 0; i < places.Length; i++)
        {
            if (places[i] is { } place && place.Path.Length > done && path.StartsWith(place.Path))
                (best, done) = (i, place.Path.Length);
        }

        if (best < 0)
            return -1;
        var found = places[best]!;
        if (!system.ReturnTo(best, found.Mark))
        {
            Forget();
            return -1;
        }

        for (var i = 0; i < threads.Length; i++)
            threads[i].Put(found.Threads[i]);
        found.LastUsed = ++uses;
        return done;
    }

    /// <summary>After <paramref name="steps"/> steps that were taken again: keeps where they led.</summary>
    public void Mark(ReadOnlySpan<byte> path, int steps)
    {
        if (!isUsed || steps < StepsWorth)
            return;
        var oldest = 0;
        for (var i = 0; i < places.Length; i++)
        {
            if ((places[i]?.LastUsed ?? 0) < (places[oldest]?.LastUsed ?? 0))
                oldest = i;
        }

        places[oldest] = new Place([.. path], [.. threads.Select(one => one.Copy())], system.MarkAt(oldest)) { LastUsed = ++uses };
    }

    /// <summary>Forgets all: the same steps lead elsewhere from now on.</summary>
    public void Forget() => Array.Clear(places);

    private sealed record Place(byte[] Path, DriverThread[] Threads, long Mark)
    {
        public long LastUsed { get; set; }
    }
}
