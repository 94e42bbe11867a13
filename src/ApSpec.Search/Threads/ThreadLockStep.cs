using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Check.Threads;
using ApSpec.Explore.Threads;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Threads;

/// <summary>
/// The same calls at once on a model and on the code that it is a model of. How the real calls end, by schedules with few preemptions, must be one of the
/// ways in which the model's can end.
/// </summary>
public sealed class ThreadLockStep(Subject model, Subject driver, int preemptions)
{
    private const int StatesMax = 200_000;

    /// <summary>Sets of calls that were compared.</summary>
    public int Compared { get; private set; }

    /// <summary>Those of them that end in the same ways on both.</summary>
    public int Equal { get; private set; }

    /// <summary>Sets that the modelled bus keeps apart, or that only one of the two can make.</summary>
    public int LeftOut { get; private set; }

    /// <summary>Steps of the real code.</summary>
    public long Steps { get; private set; }

    /// <summary>Schedules of the real code: orders of whole calls, and places where one was preempted.</summary>
    public long Schedules { get; private set; }

    /// <summary>Every two calls from a state.</summary>
    public IEnumerable<ThreadLockStepDifference> Run(PairStart start)
    {
        var scope = start.Trace.Scope;
        var (modelled, real) = (model.CreateForThreads(scope), driver.CreateForThreads(scope));
        foreach (var trace in new ThreadPairs(driver, real).From(start).ToArray())
        {
            if (Compare(trace, modelled, real) is { } difference)
                yield return difference;
        }
    }

    /// <summary>Some calls.</summary>
    public ThreadLockStepDifference? Run(Trace trace) => Compare(trace, model.CreateForThreads(trace.Scope), driver.CreateForThreads(trace.Scope));

    private ThreadLockStepDifference? Compare(Trace trace, IThreadedSystem modelled, IThreadedSystem real)
    {
        if (IsLeftOut(trace)
            || Ends(model, modelled, trace, int.MaxValue) is not { Explored.IsExhaustive: true } expected
            || Ends(driver, real, trace, preemptions) is not { } seen
            || (expected.Ends.Count == 0 && expected.Explored.DeadEnds == 0))
        {
            LeftOut++;
            return null;
        }

        Steps += seen.Explored.Transitions;
        Schedules += seen.Explored.Schedules;
        Compared++;
        if ((expected.Explored.DeadEnds > 0) != (seen.Explored.DeadEnds > 0))
            return new ThreadLockStepDifference(trace, seen.Explored.DeadEnds > 0 ? "a call dies in the real code alone" : "a call dies in the model alone", "");
        if (seen.Ends.Keys.FirstOrDefault(end => !expected.Ends.ContainsKey(end)) is { } strange)
            return new ThreadLockStepDifference(seen.Ends[strange].Trace, strange, expected.Ends.Keys.FirstOrDefault() ?? "");
        Equal += seen.Ends.Count == expected.Ends.Count ? 1 : 0;
        return null;
    }

    // Two calls of the bus (GAP-65), a page that is mapped again by user space after an unmap (GAP-09), which of two eventfds is signalled (GAP-66).
    private static bool IsLeftOut(Trace trace)
    {
        var kinds = trace.Threads.SelectMany(thread => thread.Calls).Select(call => call.Kind).ToArray();
        return kinds.Count(IsOfBus) > 1 || kinds.Contains(OperationKind.DmaUnmap) || (kinds.Contains(OperationKind.SetIrq) && kinds.Contains(OperationKind.Request));
    }

    private static (IReadOnlyDictionary<string, ThreadEnd> Ends, ThreadExploration Explored)? Ends(Subject subject, IThreadedSystem system, Trace trace, int preemptions)
    {
        if (ThreadRun.Begin(system, RuleBook.All, trace, out _) is not { } run)
            return null;
        var ends = new ThreadEnds(subject, run, trace);
        var explored = ends.Search(new ThreadLimits(preemptions, StatesMax), threads => threads.Zip(run.Calls, IsMade).All(isMade => isMade));
        return (ends.All, explored);
    }

    // A call that comes too late, and finds no device or descriptor any more, is never made by a model.
    private static bool IsMade(ThreadStatus thread, ThreadCalls calls) =>
        thread.Begun == calls.Calls.Length && thread.Result is { Outcome: Outcome.Returned, Errno: not (Errno.EBADF or Errno.ENODEV or Errno.ENOENT) };

    private static bool IsOfBus(OperationKind kind) => OperationSyntax.FormOf(kind).IsHostChange || kind is OperationKind.Bind or OperationKind.Unbind or OperationKind.Override
        or OperationKind.ApmaskAdd or OperationKind.ApmaskDel or OperationKind.AqmaskAdd or OperationKind.AqmaskDel;
}
