using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Confinement;

namespace ApSpec.RealDriver.Worker;

/// <summary>
/// The other side of the pipe: one worker process, watched while it works. Its heartbeat file shows where it died or hangs; it is restarted
/// for the next order.
/// </summary>
public sealed class WorkerProcess : IDisposable
{
    /// <summary>A worker that uses so much processor time without an operation is in a call that does not return.</summary>
    public static readonly TimeSpan SilenceMax = TimeSpan.FromSeconds(10);

    private const int GraceLooks = 8;
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(250);
    private readonly ToolCommand command;
    private readonly string heartbeatPath;
    private readonly Heartbeat heartbeat;
    private readonly TimeSpan silenceMax;
    private readonly ImmutableArray<string> shared;
    private Process? process;
    private string? complaint;

    /// <summary>A worker, started at its first order; it records the lines that are run at <paramref name="linesPath"/>, if given.</summary>
    /// <exception cref="IOException"><paramref name="folder"/> has no room for its heartbeat.</exception>
    public WorkerProcess(ToolCommand command, RunFolder folder, int number, TimeSpan? silenceMax = null, string? linesPath = null)
    {
        this.command = command;
        this.silenceMax = silenceMax ?? SilenceMax;
        heartbeatPath = folder.Write($"worker{number}", new byte[Heartbeat.Bytes]);
        heartbeat = Heartbeat.At(heartbeatPath);
        shared = linesPath is null ? [heartbeatPath] : [heartbeatPath, linesPath];
        RecordPath = folder.Write($"record{number}", []);
        AppDomain.CurrentDomain.ProcessExit += AtExit;
    }

    /// <summary>The file for recorded traces. The worker may write only this file, the heartbeat and the lines.</summary>
    public string RecordPath { get; }

    /// <summary>
    /// Gives an order and returns the report, or how the worker died. Returns neither when <paramref name="isOver"/> became true and the worker
    /// did not finish soon after.
    /// </summary>
    /// <exception cref="IOException">The worker cannot be started on this machine; the driver is not to blame.</exception>
    public (WorkerReport? Report, WorkerDeath? Death) Do(WorkerOrder order, Func<bool>? isOver = null)
    {
        var running = process ??= Start();
        heartbeat.BeginOrder();
        try
        {
            running.StandardInput.WriteLine(WorkerJson.Line(order));
            running.StandardInput.Flush();
        }
        catch (IOException)
        {
            return (null, Bury(null));
        }

        var reading = ReportLine.Read(running.StandardOutput.BaseStream);
        var silence = new Silence(silenceMax);
        var grace = GraceLooks;
        while (!((IAsyncResult)reading).AsyncWaitHandle.WaitOne(LookInterval))
        {
            if (silence.Look(heartbeat.Beats, heartbeat.Processor, LookInterval) is { } cause)
                return (null, Bury(cause));
            if (isOver?.Invoke() == true && --grace == 0)
            {
                End();
                return (null, null);
            }
        }

        WorkerReport report;
        try
        {
            if (reading.GetAwaiter().GetResult() is not { } line)
                return (null, Bury(null));
            report = WorkerJson.Read<WorkerReport>(line);
            FindingTexts.Demand(report, order); // the driver may have forged it
        }
        catch (Exception e) when (e is InvalidDataException or JsonException)
        {
            return (null, Bury("what it says is no report"));
        }

        if (report.NotLoaded is { } notLoaded)
            return (null, new WorkerDeath(notLoaded, heartbeat.Seed, heartbeat.Step, IsHang: false));
        return report.Error is { } error ? throw new InvalidOperationException($"a worker failed: {error}") : (report, null);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= AtExit;
        if (process is not null)
        {
            process.StandardInput.Close();
            if (!process.WaitForExit(LookInterval * 20))
                process.Kill(entireProcessTree: true);
            process.Dispose();
        }

        heartbeat.Dispose();
    }

    // A worker in a call that does not return would outlive this process.
    private void AtExit(object? sender, EventArgs e)
    {
        try
        {
            process?.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // Another thread disposed of it just now.
        }
    }

    // It is not needed any more.
    private void End()
    {
        process!.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
        process = null;
    }

    private WorkerDeath Bury(string? cause)
    {
        var dead = process!;
        process = null;
        var isHang = cause is not null;
        if (isHang)
            dead.Kill(entireProcessTree: true);
        dead.WaitForExit();
        cause ??= ProcessEnd.Words(dead.ExitCode);
        dead.Dispose();
        return heartbeat.HasBegun
            ? new WorkerDeath(cause, heartbeat.Seed, heartbeat.Step, isHang)
            : throw new IOException($"a worker process does not begin: {cause}{complaint?.Insert(0, ": ")}");
    }

    private Process Start()
    {
        heartbeat.Clear();
        complaint = null;
        var started = command.Sandbox.Start(command.With(shared, [.. shared, RecordPath]));
        started.ErrorDataReceived += (_, line) => complaint ??= line.Data; // for a death later on, the heartbeat says more
        started.BeginErrorReadLine();
        return started;
    }
}
