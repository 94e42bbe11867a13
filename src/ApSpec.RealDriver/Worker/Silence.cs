namespace ApSpec.RealDriver.Worker;

/// <summary>
/// Tells when a worker has done no operation for too long. What counts is the processor time it used meanwhile, so that a machine
/// that is busy elsewhere invents no hang; a worker that uses next to none waits for something, and gets several times as long by the clock.
/// </summary>
/// <param name="max">Processor time without an operation.</param>
internal sealed class Silence(TimeSpan max)
{
    /// <summary>How many times as long a worker may be silent that uses no processor time.</summary>
    public const int WaitFactor = 6;

    // Its own clock's thread uses a tenth of that.
    private const double WaitingShareMax = 0.01;

    private long beatsSeen = -1;
    private TimeSpan processorThen;
    private TimeSpan waited;

    /// <summary>
    /// What a look at the worker shows, <paramref name="since"/> after the last look; how it is silent if it is for too long, else null.
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
