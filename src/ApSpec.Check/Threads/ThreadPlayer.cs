using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Check.Threads;

/// <summary>Runs a trace with a schedule and records every step.</summary>
public sealed class ThreadPlayer
{
    private readonly ThreadRun run;
    private readonly List<byte> path = [];
    private readonly ImmutableArray<ThreadStep>.Builder steps = ImmutableArray.CreateBuilder<ThreadStep>();
    private readonly HashSet<(string, string)> told = [];
    private readonly string[] functions;
    private readonly ScheduleWalk walk;

    private ThreadPlayer(ThreadRun run)
    {
        this.run = run;
        functions = new string[run.Places];
        walk = new ScheduleWalk([.. Enumerable.Range(0, run.Places).Select(run.NameOf)], Step, () => IsOver);
        run.ShowEachStep();
    }

    private bool IsOver => run.IsEnded || run.IsCutOff || walk.IsGivenUp;

    /// <summary>Runs the trace; null when what comes before the threads is not possible, with the reason.</summary>
    public static ThreadRecord? Play(Subject subject, Trace trace, IReadOnlyCollection<Rule> rules, out string refusal)
    {
        var before = Recording.Record(subject, trace with { Operations = trace.Before, Schedule = null }, rules);
        return ThreadRun.Begin(subject.CreateForThreads(trace.Scope), rules, trace, out refusal) is { } run
            ? new ThreadPlayer(run).Play(before, trace.Schedule!)
            : null;
    }

    private ThreadRecord Play(ImmutableArray<RecordedStep> before, Schedule schedule)
    {
        walk.Run(schedule);
        var atEnd = IsOver || walk.Last < 0 ? [] : run.ViolationsAtEnd(walk.Last);
        return new ThreadRecord(before, run.IsReplayed ? [.. steps.Where((_, i) => IsShown(i))] : steps.ToImmutable(), [.. atEnd.Where(IsNew)], [.. Unfinished()], [.. NotMade()], run.OneAfterTheOther,
            run.IsCutOff || walk.IsGivenUp)
        { IsStateJudged = run.AreStatesJudged };
    }

    private bool Step(int thread)
    {
        var last = walk.Last;
        var isPreempting = last >= 0 && last != thread && run.IsUnderWay(last) && CouldGoOn(last);
        var isFirst = !run.IsUnderWay(thread);
        var held = run.StateOf(thread).Held;
        if (!run.Step(thread))
            return false;
        path.Add((byte)thread);
        var now = run.StateOf(thread);
        ImmutableArray<ThreadEffect> effects = [.. run.LastEffects];
        var call = run.CallAt(thread);
        if (effects.Length > 0)
            functions[thread] = effects[^1].Place;
        var faults = run.System.Faults.ToArray();
        var had = isFirst ? [] : held;
        steps.Add(new ThreadStep(run.NameOf(thread), call, isFirst, isPreempting, effects,
            [.. now.Held.Except(had)], [.. had.Except(now.Held)], now.WaitsFor, [.. faults], now.Result,
            [.. run.Violations(thread).Where(IsNew)]));
        return true;
    }

    // Of a compiled driver each load and store is a step: shown are those beside a switch, and what is more than one.
    private bool IsShown(int i)
    {
        var step = steps[i];
        return step.IsFirst || step.IsPreempting || step.WaitsFor is not null || step.Result is not null || !step.Taken.IsEmpty || !step.GivenBack.IsEmpty
            || !step.Faults.IsEmpty || !step.Violations.IsEmpty || step.Effects.Any(effect => !effect.IsAccess)
            || i == 0 || steps[i - 1].Thread != step.Thread || i + 1 == steps.Count || steps[i + 1].Thread != step.Thread;
    }

    private bool CouldGoOn(int thread)
    {
        var here = new ulong[run.StateWords];
        run.Save(here);
        var could = run.Step(thread);
        run.Restore(here, CollectionsMarshal.AsSpan(path));
        return could;
    }

    private bool IsNew(ThreadViolation violation) => told.Add((violation.Rule.Id, violation.Sign));

    private IEnumerable<UnfinishedThread> Unfinished() => Enumerable.Range(0, run.Places).Where(run.IsUnderWay)
        .Select(place => new UnfinishedThread(run.NameOf(place), run.CallAt(place), functions[place] ?? "", [.. run.StateOf(place).Has], run.StateOf(place).WaitsFor));

    private IEnumerable<(byte Thread, Operation Call)> NotMade() =>
        run.Threads.SelectMany((thread, place) => run.Calls[place].Calls.Skip(thread.Begun).Select(call => (run.Calls[place].Thread, call)));
}
