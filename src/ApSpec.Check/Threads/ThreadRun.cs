using System.Collections.Immutable;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Check.Threads;

/// <summary>
/// The calls of a trace's threads at once, one step at a time, judged effect by effect and when all have returned.
/// </summary>
public sealed class ThreadRun
{
    private static readonly Rule EachCallEnds = RuleBook.All.First(rule => rule.Id == "CALL-01");
    private readonly Judge judge;
    private readonly ICallThreads threads;
    private readonly WholeCalls whole;
    private readonly ulong[] before;

    private ThreadRun(Judge judge, IThreadedSystem system, Trace trace)
    {
        this.judge = judge;
        System = system;
        Calls = trace.Threads;
        before = new ulong[system.Layout.Words];
        whole = new WholeCalls(judge, system, [.. Calls.Select(calls => calls.Calls)]);
        threads = system.Threads(Calls.Select(calls => calls.Calls));
    }

    /// <summary>What runs.</summary>
    public IThreadedSystem System { get; }

    /// <summary>The calls, by thread.</summary>
    public ImmutableArray<ThreadCalls> Calls { get; }

    /// <summary>Their threads as they are now.</summary>
    public IReadOnlyList<ThreadStatus> Threads => [.. Calls.Select((_, thread) => threads.StateOf(thread))];

    /// <summary>Places: first those of <see cref="Calls"/>, then those of workers.</summary>
    public int Places => Calls.Length + threads.Workers;

    /// <summary>The steps of a schedule that the last step was.</summary>
    public int LastSteps => threads.LastSteps;

    /// <summary>The effects of the last step, after <see cref="ShowEachStep"/>.</summary>
    public IReadOnlyList<ThreadEffect> LastEffects => threads.LastEffects;

    /// <summary>True when a state is more than its words.</summary>
    public bool IsReplayed => threads.IsReplayed;

    /// <summary>Ids of the rules that the calls violate one after the other, in some order: that needs no second thread.</summary>
    public ImmutableArray<string> OneAfterTheOther => [.. whole.Rules];

    /// <summary>False when every order of whole calls dies or passes a cap: nothing says which states are right when all have returned.</summary>
    public bool AreStatesJudged => whole.HasEnds;

    /// <summary>Words of <see cref="Save"/>.</summary>
    public int StateWords => threads.StateWords;

    /// <summary>True when a counter passed its cap: from there on there is no verdict.</summary>
    public bool IsCutOff => System.CapHit is not null;

    /// <summary>True when a call died in the last step: nothing after that is judged.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>True when no call is under way.</summary>
    public bool IsQuiet => threads.IsDone;

    /// <summary>Does what comes before the threads. Null when an operation of it cannot be made, with the reason.</summary>
    public static ThreadRun? Begin(IThreadedSystem system, IEnumerable<Rule> rules, Trace trace, out string refusal)
    {
        var judge = new Judge(system, rules);
        foreach (var operation in trace.Before)
        {
            judge.Apply(operation, RuleBits.None, out var result);
            refusal = result.Outcome == Outcome.NotPossible ? $"'{operation}' is not possible: {result.Reason}"
                : judge.IsEnded ? $"'{operation}' does not return" : "";
            if (refusal.Length > 0)
                return null;
        }

        refusal = "";
        return new ThreadRun(judge, system, trace);
    }

    /// <summary>The name of the thread or worker at a place.</summary>
    public byte NameOf(int place) => place < Calls.Length ? Calls[place].Thread : (byte)(ThreadName.FirstWorker + place - Calls.Length);

    /// <summary>Fills in the places that may go on: not those of workers that run nothing and have nothing to run.</summary>
    public void FillThere(List<byte> there)
    {
        there.Clear();
        for (var place = 0; place < Places; place++)
        {
            if (place < Calls.Length || threads.IsThere(place))
                there.Add((byte)place);
        }
    }

    /// <summary>The call that a thread has begun last; of a worker the one that queued its work, with its thread.</summary>
    public Operation CallAt(int place)
    {
        if (place < Calls.Length)
            return Calls[place].Calls[threads.BegunBy(place) - 1];
        var (thread, call) = threads.QueuedBy(place);
        return Calls[thread].Calls[call] with { Thread = Calls[thread].Thread };
    }

    /// <summary>One step of a thread or worker, by its place; false when it cannot go on.</summary>
    public bool Step(int thread)
    {
        System.Observe().Words.CopyTo(before);
        var isMoved = threads.Step(thread);
        IsEnded = isMoved && threads.IsDead(thread);
        return isMoved;
    }

    /// <summary>Calls that a thread has begun.</summary>
    public int MadeBy(int thread) => threads.BegunBy(thread);

    /// <summary>The threads that can access at the same time the memory that a thread is about to access, one of them to write.</summary>
    public IEnumerable<(int Other, ulong Pair)> RacingWith(int thread) => threads.RacingWith(thread);

    /// <summary>The accesses that two threads are about to make; null when both are marked in the source.</summary>
    public (RacingAccess First, RacingAccess Second)? RaceOf(int thread, int other) =>
        (threads.NextAccessOf(thread), threads.NextAccessOf(other)) is ({ } first, { } second) && !(first.IsMarked && second.IsMarked)
            ? (first with { Thread = NameOf(thread), Call = CallAt(thread) }, second with { Thread = NameOf(other), Call = CallAt(other) })
            : null;

    /// <summary>A thread as it is now.</summary>
    public ThreadStatus StateOf(int thread) => threads.StateOf(thread);

    /// <summary>From now on a step is one of a schedule, and says what it did.</summary>
    public void ShowEachStep() => threads.ShowEachStep();

    /// <summary>After a search: it has to be made again, since steps have to end in further places.</summary>
    public bool HasLearnt() => threads.HasLearnt();

    /// <summary>True when a thread is in the middle of a call.</summary>
    public bool IsUnderWay(int thread) => threads.IsUnderWay(thread);

    /// <summary>What the last step violates, which was one of <paramref name="thread"/>.</summary>
    public IReadOnlyList<ThreadViolation> Violations(int thread) => ViolationsOf(JudgedStep.Of(judge, threads, thread, CallOf(thread), before));

    /// <summary>What is violated where no thread can go on: a deadlock, or a state that no order of whole calls makes right.</summary>
    public IReadOnlyList<ThreadViolation> ViolationsAtEnd(int lastThread)
    {
        if (IsEnded)
            return [];
        if (threads.IsDeadlocked)
            return !judge.Rules.Contains(EachCallEnds) ? [] : [new ThreadViolation(EachCallEnds, Circle.Of([.. Enumerable.Range(0, Places).Select(NameOf)], [.. Enumerable.Range(0, Places).Select(threads.StateOf)]), IsDeadlock: true)];
        var now = System.Observe();
        var ends = whole.EndsLike(now);
        if (!IsQuiet || ends.IsEmpty)
            return [];
        // Some rules ask what the last call was to do. Of calls that overlap any may have come last.
        var last = CallOf(lastThread);
        var violated = ends.SelectMany(end => Enumerable.Range(0, Calls.Length).Where(thread => threads.BegunBy(thread) > 0)
            .Select(thread => judge.JudgeQuiet(CallOf(thread), end))).ToArray();
        var always = violated.Aggregate((all, one) => all & one);
        if (always.IsEmpty)
            return [];
        judge.JudgeQuiet(last, ends[^1]);
        return ViolationsOf(always);
    }

    /// <summary>Copies the state out.</summary>
    public void Save(Span<ulong> state) => threads.Save(state);

    /// <summary>Back to a state of this run; <paramref name="path"/> are the places of the threads whose steps led to it.</summary>
    public void Restore(ReadOnlySpan<ulong> state, ReadOnlySpan<byte> path)
    {
        threads.Restore(state, path);
        IsEnded = false;
    }

    private Operation CallOf(int place) => CallAt(place) with { Thread = 0 };

    private List<ThreadViolation> ViolationsOf(RuleBits violated)
    {
        var found = new List<ThreadViolation>();
        foreach (var rule in violated)
        {
            var evidence = judge.EvidenceOf(rule);
            if (!whole.Shows(judge.Rules[rule], evidence))
                found.Add(new ThreadViolation(judge.Rules[rule], evidence));
        }

        return found;
    }
}
