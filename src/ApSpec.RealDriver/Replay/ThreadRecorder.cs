using ApSpec.Check.Threads;
using ApSpec.RealDriver.Run;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Replay;

/// <summary>Runs the calls of a trace's threads by its schedule, step by step, and records where one gives way to another.</summary>
internal sealed class ThreadRecorder
{
    private readonly Trace trace;
    private readonly CallRecorder recorder;
    private readonly ICallThreads threads;
    private readonly ScheduleWalk walk;
    private bool hasDied;

    public ThreadRecorder(RealDriverSystem system, CallRecorder recorder, Trace trace)
    {
        this.trace = trace;
        this.recorder = recorder;
        threads = system.Threads(trace.Threads.Select(thread => thread.Calls));
        threads.ShowEachStep();
        walk = new ScheduleWalk(
            [.. trace.Threads.Select(thread => thread.Thread), .. Enumerable.Range(0, threads.Workers).Select(worker => (byte)(ThreadName.FirstWorker + worker))],
            Step, () => hasDied || system.CapHit is not null);
    }

    /// <summary>Runs them; true when all have returned.</summary>
    public bool Run()
    {
        walk.Run(trace.Schedule!);
        return threads.IsDone && !hasDied;
    }

    private bool Step(int place)
    {
        if (place < trace.Threads.Length && !threads.IsUnderWay(place) && threads.BegunBy(place) < trace.Threads[place].Calls.Length)
            recorder.Step(NumberOf(place));
        if (!threads.Step(place))
            return false;
        hasDied = threads.IsDead(place);
        return true;
    }

    // Of the operation whose call comes next.
    private int NumberOf(int place) =>
        trace.Operations.Index().Where(one => one.Item.Thread == trace.Threads[place].Thread).ElementAt(threads.BegunBy(place)).Index + 1;
}
