namespace ApSpec.Check.Threads;

/// <summary>Calls of several threads at once on a system, one step at a time; the caller chooses who takes the next one.</summary>
public interface ICallThreads
{
    /// <summary>How many workers there are that can run works by themselves; their places come after those of the threads.</summary>
    int Workers { get; }

    /// <summary>False for a worker that runs nothing and has nothing to run.</summary>
    bool IsThere(int place);

    /// <summary>The place of the thread whose call queued what a worker runs, or ran last, and of that call among its calls.</summary>
    (int Thread, int Call) QueuedBy(int worker);

    /// <summary>A thread, or worker, as it is now, by its place.</summary>
    ThreadStatus StateOf(int thread);

    /// <summary>True when a thread is in the middle of a call.</summary>
    bool IsUnderWay(int thread);

    /// <summary>True when a thread's call died.</summary>
    bool IsDead(int thread);

    /// <summary>How many of its calls a thread has begun.</summary>
    int BegunBy(int thread);

    /// <summary>One step of a thread; false when it cannot go on.</summary>
    bool Step(int thread);

    /// <summary>The steps of a schedule that the last step was: a search may leave out places where it cannot matter who goes on.</summary>
    int LastSteps { get; }

    /// <summary>The effects of the last step, in order, when <see cref="ShowEachStep"/> was called before.</summary>
    IReadOnlyList<ThreadEffect> LastEffects { get; }

    /// <summary>From now on a step is one of a schedule, and says what it did.</summary>
    void ShowEachStep();

    /// <summary>The threads whose next access is of the memory that the next one of <paramref name="thread"/> is of, one of them to write, each with a number that tells such pairs apart.</summary>
    IEnumerable<(int Other, ulong Pair)> RacingWith(int thread) => [];

    /// <summary>The access that a thread comes to next; null when it comes to something else.</summary>
    RacingAccess? NextAccessOf(int thread) => null;

    /// <summary>True when no call is under way.</summary>
    bool IsDone { get; }

    /// <summary>True when a call that did not die has not returned, and no thread can go on.</summary>
    bool IsDeadlocked { get; }

    /// <summary>Words of <see cref="Save"/>.</summary>
    int StateWords { get; }

    /// <summary>Writes what tells the present state from others.</summary>
    void Save(Span<ulong> state);

    /// <summary>True when a state is more than its words: to come back to it, the steps that led to it are taken again.</summary>
    bool IsReplayed { get; }

    /// <summary>Back to a state. Its words are enough, or, where <see cref="IsReplayed"/>, the threads of its steps from the beginning.</summary>
    void Restore(ReadOnlySpan<ulong> state, ReadOnlySpan<byte> path);

    /// <summary>
    /// After a search: true when it showed that a step has to end in further places. Then it has to be made again, from the beginning.
    /// </summary>
    bool HasLearnt();
}
