using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ApSpec.Check.Threads;
using ApSpec.Explore.Graph;
using ApSpec.Vocabulary;

namespace ApSpec.Explore.Threads;

/// <summary>
/// Every schedule of the calls of a trace's threads, those with fewest preemptions first: breadth first over states, with the world, the
/// frames of every thread and the thread that went on last as one state. To go on with another thread, or a worker, in the middle of a
/// call that could go on is a preemption.
/// </summary>
public sealed class ThreadSearch
{
    private const int AgainMax = 12;
    private readonly ThreadRun run;
    private readonly Trace trace;
    private readonly ThreadOrigins origins = new();
    private readonly List<int> open = [];
    private readonly List<byte> path = [];
    private readonly List<byte> there = [];
    private readonly SortedDictionary<Cutoff, long> caps = [];
    private readonly Dictionary<(string Rule, string Sign), ThreadFinding> findings = [];
    private readonly ThreadRaces races;
    private readonly ThreadEdges edges;
    private readonly ulong[] state;
    private readonly ulong[] here;
    private readonly int[] made;
    private StateStore store;
    private int first;
    private List<(int Node, byte Thread)> preemptions = [];
    private long transitions, ends, deadEnds, schedules;
    private int preemptionsMax;
    private bool isBounded;
    private int level;

    /// <summary>Searches the schedules of <paramref name="run"/>, which has not begun, and is that of <paramref name="trace"/>.</summary>
    public ThreadSearch(ThreadRun run, Trace trace)
    {
        this.run = run;
        this.trace = trace;
        races = new ThreadRaces(run);
        edges = new ThreadEdges(run.System, trace);
        state = new ulong[run.StateWords + 1];
        here = new ulong[run.StateWords + 1];
        made = new int[run.Calls.Length];
        store = new StateStore(state.Length);
    }

    /// <summary>Called in each state in which no thread can go on.</summary>
    public Action? AtEnd { get; init; }

    /// <summary>Called there, too, with what makes the trace whose schedule leads there.</summary>
    public Action<Func<Trace>>? AtEndOf { get; set; }

    /// <summary>Preemptions of the schedules that are searched now.</summary>
    public int Level => level;

    /// <summary>Searches within the limits.</summary>
    public ThreadExploration Run(ThreadLimits limits)
    {
        if (!run.IsReplayed)
            return Once(limits);

        // What the threads have in common shows first in schedules without a preemption, which are few.
        var found = Once(limits with { PreemptionsMax = 0 });
        for (var again = 0; run.HasLearnt() || again == 0; again++)
        {
            if (limits.Time?.IsOver == true || again == AgainMax)
                return found with { IsComplete = false };
            Clear();
            found = Once(limits);
        }

        return found;
    }

    private void Clear()
    {
        store = new StateStore(state.Length);
        origins.Clear();
        open.Clear();
        path.Clear();
        caps.Clear();
        findings.Clear();
        races.Clear();
        preemptions = [];
        (first, level) = (0, 0);
        (transitions, ends, deadEnds, schedules) = (0, 0, 0, 0);
        isBounded = false;
    }

    private ThreadExploration Once(ThreadLimits limits)
    {
        preemptionsMax = limits.PreemptionsMax;
        if (run.IsReplayed)
            run.Restore(default, []);
        Keep(-1, byte.MaxValue, 0, 0);
        var searched = -1;
        while (Expand(limits))
        {
            searched = level;
            if (preemptions.Count == 0 || level == limits.PreemptionsMax)
                break;
            level++;
            var deferred = preemptions;
            preemptions = [];
            foreach (var (node, thread) in deferred)
            {
                if (IsOver(limits))
                    break;
                Return(node);
                if (Step(node, thread))
                    schedules++;
                if (run.IsReplayed && !Expand(limits))
                    break;
            }
        }

        return new ThreadExploration(store.Count, transitions, ends, deadEnds, searched, searched == level && preemptions.Count == 0 && !isBounded,
            caps.ToImmutableSortedDictionary(), [.. findings.Values])
        {
            NeverMade = [.. run.Calls.SelectMany((calls, place) => calls.Calls.Skip(made[place]).Select(call => (calls.Thread, call)))],
            OneAfterTheOther = run.OneAfterTheOther,
            Schedules = schedules + ends,
            Races = races.Found,
            Edges = edges.Found,
            AreStatesJudged = run.AreStatesJudged || ends == 0 || transitions == 0,
        };
    }

    // Everything that needs no further preemption; false when a limit stopped it.
    private bool Expand(ThreadLimits limits)
    {
        if (IsOver(limits))
            return false;
        while (Next() is var next and >= 0)
        {
            if (IsOver(limits))
                return false;
            Return(next);
            var current = (byte)here[^1];
            run.FillThere(there);
            if (current != byte.MaxValue && run.IsUnderWay(current) && Step(next, current))
            {
                if (!RunsThrough)
                    preemptions.AddRange(there.Where(other => other != current).Select(other => (next, other)));
                continue;
            }

            var isMoved = false;
            foreach (var other in there)
            {
                Return(next);
                isMoved |= Step(next, other);
            }

            if (!isMoved)
                End(next, current);
        }

        return true;
    }

    // Breadth first for the fewest steps; depth first where it takes steps to come back to a state.
    private int Next()
    {
        if (!run.IsReplayed)
            return first < open.Count ? open[first++] : -1;
        if (open.Count == 0)
            return -1;
        var last = open[^1];
        open.RemoveAt(open.Count - 1);
        return last;
    }

    private void Return(int node)
    {
        if (run.IsReplayed)
            origins.FillPath(node, path);
        store.Load(node, here);
        run.Restore(here.AsSpan()[..^1], CollectionsMarshal.AsSpan(path));
    }

    private bool IsOver(ThreadLimits limits) => store.Count >= limits.StatesMax || limits.Time?.IsOver == true;

    // With no preemption left nobody comes between the steps of a thread: what lies between them need not be stored to be found again.
    private bool RunsThrough => run.IsReplayed && level == preemptionsMax;

    private bool Step(int node, byte thread)
    {
        var (count, steps) = (0, 0);
        while (run.Step(thread))
        {
            (count, steps) = (count + 1, steps + run.LastSteps);
            transitions++;
            edges.Note();
            if (thread < made.Length)
                made[thread] = Math.Max(made[thread], run.MadeBy(thread));
            if (run.IsCutOff)
            {
                var cap = run.System.CapHit!.Value;
                caps[cap] = caps.GetValueOrDefault(cap) + 1;
                return true;
            }

            var isEnded = run.IsEnded;
            var turn = new ThreadTurn(thread, count, steps);
            var violations = run.Violations(thread);
            var isNew = !isEnded && races.Note(thread, () => TraceTo(node, turn));
            foreach (var violation in violations)
                isNew |= Note(violation, node, turn);
            if (isEnded)
            {
                deadEnds++;
                return true;
            }

            if (isNew)
                ComeBack(node, thread, count);
            if (!RunsThrough || !run.IsUnderWay(thread))
                break;
            isBounded = true;
        }

        if (count > 0)
            Keep(node, thread, count, steps);
        return count > 0;
    }

    // To make the schedule of a finding the run was begun anew.
    private void ComeBack(int node, byte thread, int count)
    {
        Return(node);
        for (var i = 0; i < count; i++)
            run.Step(thread);
    }

    private void End(int node, byte current)
    {
        ends++;
        if (current == byte.MaxValue)
            return;
        Return(node);
        AtEnd?.Invoke();
        if (AtEndOf is { } told)
        {
            told(() => trace with { Schedule = ThreadTurn.ScheduleOf(run, First(), origins.TurnsTo(node)) });
            Return(node);
        }

        foreach (var violation in run.ViolationsAtEnd(current))
            Note(violation, node, null);
    }

    private void Keep(int parent, byte thread, int count, int steps)
    {
        run.Save(state);
        state[^1] = thread;
        if (!store.Add(state))
            return;
        origins.Add(parent, new ThreadTurn(thread, count, steps));
        open.Add(store.Count - 1);
    }

    private bool Note(ThreadViolation violation, int node, ThreadTurn? last)
    {
        var sign = (violation.Rule.Id, violation.Sign);
        if (findings.ContainsKey(sign))
            return false;
        findings[sign] = new ThreadFinding(violation, level, origins.TurnsTo(node).Append(last ?? default).Sum(one => one.Steps), TraceTo(node, last));
        return true;
    }

    // The run is begun anew for it.
    private Trace TraceTo(int node, ThreadTurn? last)
    {
        var turns = origins.TurnsTo(node);
        if (last is { } turn)
            turns.Add(turn);
        return trace with { Schedule = ThreadTurn.ScheduleOf(run, First(), turns) };
    }

    private ReadOnlySpan<ulong> First()
    {
        var began = new ulong[here.Length];
        store.Load(0, began);
        return began.AsSpan()[..^1];
    }
}
