namespace ApSpec.RealDriver.Worker;

/// <summary>
/// Detects a worker that has done no operation for too long. The limit is on its processor time, so that a busy machine does not look like a
/// hang. A worker that uses almost no processor time is waiting for something; it gets several times the limit by the clock.
/// </summary>
/// <param name="max">Processor time without an operation.</param>
internal sealed class Silence(TimeSpan max)
{
    /// <summary>The limit by the clock, as a multiple of the limit on processor time.</summary>
    public const int WaitFactor = 6;

    // The thread of its processor clock uses a tenth of that.
    private const double WaitingShareMax = 0.01;

    private long beatsSeen = -1;
    private TimeSpan processorThen;
    private TimeSpan waited;

    /// <summary>
    /// Takes a sample of the worker, <paramref name="since"/> after the last one. Returns a text when it has been silent for too long, else null.
    /// </summary>
    public string? Look(long beats, TimeSpan processor, TimeSpan since)
    {
        if (beats != beatsSeen)
        {
            (beatsSeen, processorThen, waited) = (beats, processor, TimeSpan.Zero);
            return null;
        }

        waited += since;
        var used = processor - processorThen;
        if (used >= max)
            return $"in one call for {max.TotalSeconds:0.#} s of processor time";
        return waited >= max * WaitFactor && used <= waited * WaitingShareMax ? $"in one call for {(max * WaitFactor).TotalSeconds:0.#} s, waiting" : null;
    }
}
