using ApSpec.Check;
using ApSpec.Explore.Threads;
using ApSpec.Search;
using ApSpec.Search.Threads;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Worker;

/// <summary>The worker's side of a lock step.</summary>
internal sealed class LockStepWork(DriverSubject real, Func<string, Subject> modelOf, Heartbeat heartbeat)
{
    /// <summary>Runs the seeds of an order.</summary>
    public LockStepData[] Do(LockStepOrder order) =>
    [
        .. new LockStepRange(modelOf(order.Model), real, FindingTexts.ScopeOf(order.Scope), order.LengthMax, heartbeat)
            .Run(order.First, order.Traces).Select(LockStepTexts.ToData),
    ];

    /// <summary>Makes the calls of an order.</summary>
    public ThreadLockStepData Do(ThreadLockStepOrder order)
    {
        var run = new ThreadLockStep(modelOf(order.Model), real, order.Preemptions);
        ThreadLockStepDifference[] differences =
        [
            .. order.Start is { } start
                ? run.Run(PairStarts.All.First(one => one.Name == start && IsOf(one.Only)))
                : ThreadSets.All.Where(set => IsOf(set.Only) && !set.Trace.Scope.Tearing).Select(set => run.Run(set.Trace)).OfType<ThreadLockStepDifference>(),
        ];
        return LockStepTexts.ToData(new ThreadLockStepPart(run.Compared, run.Equal, run.LeftOut, run.Steps, run.Schedules, [.. differences]));
    }

    private bool IsOf(Era? only) => (only ?? real.Era) == real.Era;
}
