using System.Collections.Immutable;
using System.Runtime.ExceptionServices;

namespace ApSpec.RealDriver.Worker;

/// <summary>Worker processes that do orders side by side, each for a thread of this process.</summary>
internal sealed class WorkerGroup(ImmutableArray<WorkerProcess> workers) : IDisposable
{
    public ImmutableArray<WorkerProcess> Workers => workers;

    /// <summary>Runs <paramref name="work"/> once for each worker, waits for all, and throws what one of them threw.</summary>
    public void Run(Action<WorkerProcess> work)
    {
        Exception? failure = null;
        var threads = workers.Select(worker => new Thread(() =>
        {
            try
            {
                work(worker);
            }
#pragma warning disable CA1031 // rethrown below, on the caller's thread
            catch (Exception e)
            {
                failure ??= e;
            }
#pragma warning restore CA1031
        })).ToArray();
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();
        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure);
    }

    public void Dispose()
    {
        foreach (var worker in workers)
            worker.Dispose();
    }
}
