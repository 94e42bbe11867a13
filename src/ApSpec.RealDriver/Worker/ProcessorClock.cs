namespace ApSpec.RealDriver.Worker;

/// <summary>
/// Tells, from a thread of its own, how much processor time a worker has used: a call that does not come back leaves no other thread
/// to tell it, and the process that watches may not see this one's.
/// </summary>
internal sealed class ProcessorClock(Heartbeat heartbeat)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <summary>Tells it until the process ends.</summary>
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
