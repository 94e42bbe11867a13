using System.Collections.Concurrent;
using System.Diagnostics;

namespace ApSpec.RealDriver.Confinement;

/// <summary>
/// Starts every process, on a thread that lives as long as this process. Bubblewrap's <c>--die-with-parent</c> kills a sandbox when the
/// thread that started it ends (PR_SET_PDEATHSIG of prctl(2)), and threads of a pool do end.
/// </summary>
internal static class ProcessStarter
{
    private static readonly Lazy<BlockingCollection<(ProcessStartInfo Start, TaskCompletionSource<Process> Started)>> Wanted = new(Begin);

    /// <summary>Starts one.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
    public static Process Start(ProcessStartInfo start)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Wanted.Value.Add((start, started));
        return started.Task.GetAwaiter().GetResult();
    }

    private static BlockingCollection<(ProcessStartInfo Start, TaskCompletionSource<Process> Started)> Begin()
    {
        var wanted = new BlockingCollection<(ProcessStartInfo Start, TaskCompletionSource<Process> Started)>();
        new Thread(() => Serve(wanted)) { IsBackground = true, Name = "process starter" }.Start();
        return wanted;
    }

    private static void Serve(BlockingCollection<(ProcessStartInfo Start, TaskCompletionSource<Process> Started)> wanted)
    {
        foreach (var (start, started) in wanted.GetConsumingEnumerable())
        {
            try
            {
                started.SetResult(Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} does not start"));
            }
#pragma warning disable CA1031 // rethrown on the caller's thread
            catch (Exception e)
            {
                started.SetException(e);
            }
#pragma warning restore CA1031
        }
    }
}
