using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Confinement;

namespace ApSpec.RealDriver.Worker;

/// <summary>
/// A whole command in a separate process; its output is passed on as it comes. It is watched through a heartbeat file like a worker, and
/// writes its exit code there, so that an exit() called by the driver is noticed.
/// </summary>
public static class WatchedRun
{
    /// <summary>The exit code of a child that had no time left.</summary>
    public const string Stopped = "no time was left";

    private const ulong Whole = ulong.MaxValue;
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>The child's side: does the work, and writes its exit code to the heartbeat file.</summary>
    public static int Serve(string heartbeatPath, Func<Heartbeat, int> work)
    {
        var heartbeat = Heartbeat.At(heartbeatPath); // mapped until the process ends: the clock's thread writes to it
        new ProcessorClock(heartbeat).Start();
        var exit = work(heartbeat);
        Console.Out.Flush();
        heartbeat.Beat(Whole, exit);
        return exit;
    }

    /// <summary>
    /// The parent's side: the child's exit code, or how it died without one. The path of the heartbeat file is added to the arguments. A child is
    /// killed when its sandbox has no time left.
    /// </summary>
    public static (int Exit, string? Death) Run(ToolCommand command, TextWriter output, TextWriter error, TimeSpan? silenceMax = null)
    {
        using var folder = RunFolder.Create();
        var path = folder.Write("heartbeat", new byte[Heartbeat.Bytes]);
        using var heartbeat = Heartbeat.At(path);
        using var process = command.Sandbox.Start(command.With([path], path));
        var isEnding = false;
        void End(object? sender, EventArgs e)
        {
            Volatile.Write(ref isEnding, true);
            try
            {
                process.Kill(entireProcessTree: true); // it would outlive us
            }
            catch (InvalidOperationException)
            {
                // It was disposed of just now.
            }
        }

        AppDomain.CurrentDomain.ProcessExit += End;
        process.StandardInput.Close();
        var relays = Task.WhenAll(Relay(process.StandardOutput, output), Relay(process.StandardError, error));
        var death = Watch(relays, heartbeat, silenceMax ?? WorkerProcess.SilenceMax, command.Sandbox.IsOver);
        if (death is not null)
            process.Kill(entireProcessTree: true);
        process.WaitForExit();
        relays.Wait();
        if (Volatile.Read(ref isEnding))
            Thread.Sleep(Timeout.Infinite); // this process ends, with a code of its own
        AppDomain.CurrentDomain.ProcessExit -= End;
        if (death is null && heartbeat.Seed == Whole && heartbeat.Step == process.ExitCode)
            return (process.ExitCode, null);
        return (process.ExitCode, death ?? ProcessEnd.Words(process.ExitCode));
    }

    private static string? Watch(Task relays, Heartbeat heartbeat, TimeSpan silenceMax, Func<bool> isOver)
    {
        var silence = new Silence(silenceMax);
        while (!relays.Wait(LookInterval))
        {
            if (silence.Look(heartbeat.Beats, heartbeat.Processor, LookInterval) is { } cause)
                return cause;
            if (isOver())
                return Stopped;
        }

        return null;
    }

    private static async Task Relay(StreamReader from, TextWriter to)
    {
        var buffer = new char[1 << 12];
        while (await from.ReadAsync(buffer) is var count and > 0)
            await to.WriteAsync(PlainText.Clean(buffer.AsSpan(0, count)));
    }
}
