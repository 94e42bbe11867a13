namespace ApSpec.RealDriver.Worker;

/// <summary>
/// Reports a worker's processor time from a separate thread: the main thread cannot while a call does not return, and the watching process
/// may not be allowed to read it.
/// </summary>
internal sealed class ProcessorClock(Heartbeat heartbeat)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <summary>Reports until the process ends.</summary>
    public void Start() => new Thread(Tell) { IsBackground = true, Name = "processor clock" }.Start();

    private void Tell()
    {
        while (true)
        {
            heartbeat.Tell(Environment.CpuUsage.TotalTime);
            Thread.Sleep(Interval);
        }
    }
}
