using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>
/// Several calls at once in one world: each has a thread, and the caller says which thread takes the next step. A step is one effect, or the
/// end of a wait.
/// </summary>
public sealed class Scheduler(World world, IKernelEra? era = null)
{
    private readonly List<KernelThread> threads = [];

    /// <summary>The threads, in the order in which they were started.</summary>
    public IReadOnlyList<KernelThread> Threads => threads;

    /// <summary>True when every call has returned.</summary>
    public bool IsDone => threads.All(thread => !thread.IsSuspended);

    /// <summary>True when a call that did not die has not returned, and none can go on: each waits for what only another one, or a dead one, could give.</summary>
    public bool IsDeadlocked => threads.All(thread => !thread.CanStep) && threads.Any(thread => thread is { IsSuspended: true, IsDead: false });

    /// <summary>Starts a call on a thread of its own; it runs to its first effect.</summary>
    public KernelThread Start(Func<KernelTask> call)
    {
        var thread = new KernelThread { IsScheduled = true };
        threads.Add(thread);
        Enter(thread);
        thread.Start(call);
        return thread;
    }

    /// <summary>Starts an operation as a call on a thread of its own; it runs to its first effect.</summary>
    public KernelThread Start(in Operation operation)
    {
        if (era is null)
            throw new InvalidOperationException("this scheduler has no driver");
        var thread = new KernelThread { IsScheduled = true };
        threads.Add(thread);
        Enter(thread);
        era.Begin(operation, thread);
        return thread;
    }

    /// <summary>One step of a thread; the world's log has the faults and lock edges of this step alone.</summary>
    public void Step(KernelThread thread)
    {
        Enter(thread);
        thread.Step();
    }

    /// <summary>Everything as it is now.</summary>
    public (ulong[] Words, SavedThread[] Threads) Save() => (world.Words.ToArray(), [.. threads.Select(thread => thread.Save())]);

    /// <summary>Back to what was saved; the threads are the same.</summary>
    public void Restore((ulong[] Words, SavedThread[] Threads) saved)
    {
        world.Restore(saved.Words);
        foreach (var (thread, before) in threads.Zip(saved.Threads))
            thread.Restore(before);
    }

    private void Enter(KernelThread thread)
    {
        world.Thread = thread;
        world.Log.Clear();
    }
}
