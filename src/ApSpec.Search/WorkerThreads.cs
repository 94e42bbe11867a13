using System.Runtime.ExceptionServices;

namespace ApSpec.Search;

/// <summary>
/// Spreads work over several threads, one of them the caller's. The result must not depend on which thread does what.
/// </summary>
internal sealed class WorkerThreads
{
    private volatile Exception? failure;

    /// <summary>True when a thread failed, so that the others may stop.</summary>
    public bool HasFailed => failure is not null;

    /// <summary>Runs <paramref name="work"/> once for each number below <paramref name="count"/>, waits for all, and throws what one of them threw.</summary>
    public void Run(int count, Action<int> work)
    {
        var threads = Enumerable.Range(1, Math.Max(1, count) - 1).Select(number => new Thread(() => Guard(work, number))).ToArray();
        foreach (var thread in threads)
            thread.Start();
        Guard(work, 0);
        foreach (var thread in threads)
            thread.Join();
        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure);
    }

    private void Guard(Action<int> work, int number)
    {
        try
        {
            work(number);
        }
#pragma warning disable CA1031 // Run rethrows it on the caller's thread
        catch (Exception e)
        {
            failure ??= e;
        }
#pragma warning restore CA1031
    }
}
