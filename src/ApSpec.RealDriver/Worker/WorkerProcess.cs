using System.Diagnostics;
using System.Text.Json;
using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Confinement;

namespace ApSpec.RealDriver.Worker;

/// <summary>
/// The other side of the pipe: one worker process, which is watched while it works. One that dies or hangs is told by its
/// heartbeat file, and is started anew for the next order.
/// </summary>
public sealed class WorkerProcess : IDisposable
{
    /// <summary>A worker that does no operation for so long is in a call that does not come back.</summary>
    public static readonly TimeSpan SilenceMax = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(250);
    private readonly ToolCommand command;
    private readonly string heartbeatPath;
    private readonly Heartbeat heartbeat;
    private readonly TimeSpan silenceMax;
    private Process? process;

    /// <summary>A worker that is started with its first order.</summary>
    public WorkerProcess(ToolCommand command, TimeSpan? silenceMax = null)
    {
        this.command = command;
        this.silenceMax = silenceMax ?? SilenceMax;
        heartbeatPath = Path.GetTempFileName();
        heartbeat = Heartbeat.At(heartbeatPath);
    }

    /// <summary>The one file, beside the heartbeat, that the worker may write: what it records.</summary>
    public string RecordPath { get; } = Path.GetTempFileName();

    /// <summary>Gives an order; the report, or how the worker died over it.</summary>
    public (WorkerReport? Report, WorkerDeath? Death) Do(WorkerOrder order)
    {
        var running = process ??= Start();
        try
        {
            running.StandardInput.WriteLine(WorkerJson.Line(order));
            running.StandardInput.Flush();
        }
        catch (IOException)
        {
            return (null, Bury(null));
        }

        var reading = ReportLine.Read(running.StandardOutput);
        var beats = -1L;
        var silence = TimeSpan.Zero;
        while (!((IAsyncResult)reading).AsyncWaitHandle.WaitOne(LookInterval))
        {
            silence = heartbeat.Beats == beats ? silence + LookInterval : TimeSpan.Zero;
            beats = heartbeat.Beats;
            if (silence >= silenceMax)
                return (null, Bury($"in one call for {silenceMax.TotalSeconds:F0} s"));
        }

        WorkerReport report;
        try
        {
            if (reading.GetAwaiter().GetResult() is not { } line)
                return (null, Bury(null));
            report = WorkerJson.Read<WorkerReport>(line);
        }
        catch (Exception e) when (e is InvalidDataException or JsonException)
        {
            return (null, Bury("what it says is no report"));
        }

        return report.Error is { } error ? throw new InvalidOperationException($"a worker failed: {error}") : (report, null);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (process is not null)
        {
            process.StandardInput.Close();
            if (!process.WaitForExit(LookInterval * 20))
                process.Kill(entireProcessTree: true);
            process.Dispose();
        }

        heartbeat.Dispose();
        File.Delete(heartbeatPath);
        File.Delete(RecordPath);
    }

    private WorkerDeath Bury(string? cause)
    {
        var dead = process!;
        process = null;
        var isHang = cause is not null;
        if (isHang)
            dead.Kill(entireProcessTree: true);
        dead.WaitForExit();
        cause ??= ProcessEnd.Of(dead.ExitCode);
        var death = new WorkerDeath(cause, heartbeat.Seed, heartbeat.Step, isHang);
        dead.Dispose();
        return death;
    }

    private Process Start()
    {
        heartbeat.Beat(0, 0);
        var started = command.Sandbox.Start(command.With([heartbeatPath], heartbeatPath, RecordPath));
        _ = started.StandardError.BaseStream.CopyToAsync(Stream.Null); // a runtime that dies tells its stack there; the heartbeat tells more
        return started;
    }
}
