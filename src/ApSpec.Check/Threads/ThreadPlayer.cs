using System.Collections.Immutable;
using ApSpec.Drivers;
using ApSpec.Kernel;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Check.Threads;

/// <summary>Runs a trace with a schedule on a modelled revision and records every step.</summary>
public sealed class ThreadPlayer : IEffectWatcher
{
    /// <summary>Steps after which a run is given up.</summary>
    public const int StepsMax = 100_000;

    private readonly ThreadRun run;
    private readonly Func<string, string> kernelName;
    private readonly List<ThreadEffect> effects = [];
    private readonly ImmutableArray<ThreadStep>.Builder steps = ImmutableArray.CreateBuilder<ThreadStep>();
    private readonly HashSet<(string, string)> told = [];
    private readonly string[] functions;
    private int last = -1;

    private ThreadPlayer(ThreadRun run, Revision revision)
    {
        this.run = run;
        kernelName = KernelNames.Lookup(revision);
        functions = new string[run.Calls.Length];
        run.System.Watcher = this;
    }

    private bool IsOver => run.IsEnded || run.IsCutOff || steps.Count >= StepsMax;

    /// <summary>Runs the trace; null when what comes before the threads is not possible, with the reason.</summary>
    public static ThreadRecord? Play(ModelSubject subject, Trace trace, IReadOnlyCollection<Rule> rules, out string refusal)
    {
        if (ThreadRun.Begin(subject.Create(trace.Scope), rules, trace, out refusal) is not { } run)
            return null;
        var before = Recording.Record(subject, trace with { Operations = trace.Before, Schedule = null }, rules);
        return new ThreadPlayer(run, subject.Revision).Play(before, trace.Schedule!);
    }

    /// <inheritdoc/>
    public void OnEffect(EffectKind kind, string what, string function, int line)
    {
        if (kind != EffectKind.Environment)
            effects.Add(new ThreadEffect(kernelName(function), EffectWords.Of(kind, what)));
    }

    private ThreadRecord Play(ImmutableArray<RecordedStep> before, Schedule schedule)
    {
        foreach (var turn in schedule.Turns)
            GoOn(PlaceOf(turn.Thread), turn.Steps == 0 ? StepsMax : turn.Steps);
        while (!IsOver && (GoOn(last, StepsMax) || Enumerable.Range(0, run.Calls.Length).Any(thread => GoOn(thread, StepsMax))))
        {
        }

        var atEnd = IsOver || last < 0 ? [] : run.ViolationsAtEnd(last);
        return new ThreadRecord(before, steps.ToImmutable(), [.. atEnd.Where(IsNew)], [.. Unfinished()], [.. NotMade()], run.OneAfterTheOther,
            run.IsCutOff || steps.Count >= StepsMax)
        { IsStateJudged = run.AreStatesJudged };
    }

    // True when it did anything.
    private bool GoOn(int thread, int most)
    {
        var done = 0;
        while (thread >= 0 && done < most && !IsOver && Step(thread))
            done++;
        return done > 0;
    }

    private bool Step(int thread)
    {
        var isPreempting = last >= 0 && last != thread && run.IsUnderWay(last) && CouldGoOn(last);
        var isFirst = !run.IsUnderWay(thread);
        ImmutableArray<LockId> held = [.. run.Threads[thread].Held];
        effects.Clear();
        if (!run.Step(thread))
            return false;
        var now = run.Threads[thread];
        var call = run.Calls[thread].Calls[now.Begun - 1];
        if (effects.Count > 0)
            functions[thread] = effects[^1].Function;
        var faults = run.System.Faults.ToArray();
        var had = isFirst ? [] : held;
        steps.Add(new ThreadStep(run.Calls[thread].Thread, call, isFirst, isPreempting, [.. effects],
            [.. now.Held.Except(had)], [.. had.Except(now.Held)], now.WaitsFor, [.. faults], now.IsSuspended ? null : now.Result,
            [.. run.Violations(thread).Where(IsNew)]));
        last = thread;
        return true;
    }

    private bool CouldGoOn(int thread)
    {
        var here = new ulong[run.StateWords];
        run.Save(here);
        var could = run.Step(thread);
        run.Restore(here);
        return could;
    }

    private bool IsNew(ThreadViolation violation) => told.Add((violation.Rule.Id, violation.Sign));

    private IEnumerable<UnfinishedThread> Unfinished() => run.Threads.Select((thread, place) => (thread, place)).Where(pair => pair.thread.IsSuspended)
        .Select(pair => new UnfinishedThread(run.Calls[pair.place].Thread, pair.thread.Calls[pair.thread.Begun - 1], functions[pair.place] ?? "",
            [.. pair.thread.Has], pair.thread.WaitsFor));

    private IEnumerable<(byte Thread, Operation Call)> NotMade() =>
        run.Threads.SelectMany((thread, place) => thread.Calls.Skip(thread.Begun).Select(call => (run.Calls[place].Thread, call)));

    private int PlaceOf(byte thread) => run.Calls.ToList().FindIndex(calls => calls.Thread == thread);
}
