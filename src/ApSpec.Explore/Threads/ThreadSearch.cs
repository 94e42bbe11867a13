using System.Collections.Immutable;
using ApSpec.Check.Threads;
using ApSpec.Vocabulary;

namespace ApSpec.Explore.Threads;

/// <summary>
/// Every schedule of the calls of a trace's threads, those with fewest preemptions first: breadth first over states, with the world, the
/// frames of every thread and the thread that went on last as one state. To go on with another thread in the middle of a call that could go on is a
/// preemption.
/// </summary>
public sealed class ThreadSearch
{
    private readonly ThreadRun run;
    private readonly Trace trace;
    private readonly StateStore store;
    private readonly List<(int Parent, byte Thread)> origins = [];
    private readonly SortedDictionary<Cutoff, long> caps = [];
    private readonly Dictionary<(string Rule, string Sign), ThreadFinding> findings = [];
    private readonly ulong[] state;
    private readonly int[] made;
    private List<(int Node, byte Thread)> preemptions = [];
    private long transitions;
    private long ends;
    private long deadEnds;
    private int level;

    /// <summary>Searches the schedules of <paramref name="run"/>, which has not begun, and is that of <paramref name="trace"/>.</summary>
    public ThreadSearch(ThreadRun run, Trace trace)
    {
        this.run = run;
        this.trace = trace;
        state = new ulong[run.StateWords + 1];
        made = new int[run.Calls.Length];
        store = new StateStore(state.Length);
    }

    /// <summary>Called in each state in which no thread can go on.</summary>
    public Action? AtEnd { get; init; }

    /// <summary>Searches within the limits.</summary>
    public ThreadExploration Run(ThreadLimits limits)
    {
        Keep(-1, byte.MaxValue);
        var next = 0;
        var searched = -1;
        while (Expand(ref next, limits))
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
                run.Restore(store[node][..^1]);
                Step(node, thread);
            }
        }

        return new ThreadExploration(store.Count, transitions, ends, deadEnds, searched, searched == level && preemptions.Count == 0,
            caps.ToImmutableSortedDictionary(), [.. findings.Values])
        {
            NeverMade = [.. run.Calls.SelectMany((calls, place) => calls.Calls.Skip(made[place]).Select(call => (calls.Thread, call)))],
            OneAfterTheOther = run.OneAfterTheOther,
            AreStatesJudged = run.AreStatesJudged || ends == 0,
        };
    }

    // Everything that needs no further preemption; false when a limit stopped it.
    private bool Expand(ref int next, ThreadLimits limits)
    {
        if (IsOver(limits))
            return false;
        for (; next < store.Count; next++)
        {
            if (IsOver(limits))
                return false;
            var current = (byte)store[next][^1];
            run.Restore(store[next][..^1]);
            if (current != byte.MaxValue && run.IsUnderWay(current) && Step(next, current))
            {
                for (byte other = 0; other < run.Calls.Length; other++)
                {
                    if (other != current)
                        preemptions.Add((next, other));
                }

                continue;
            }

            var isMoved = false;
            for (byte other = 0; other < run.Calls.Length; other++)
            {
                run.Restore(store[next][..^1]);
                isMoved |= Step(next, other);
            }

            if (!isMoved)
                End(next, current);
        }

        return true;
    }

    private bool IsOver(ThreadLimits limits) => store.Count >= limits.StatesMax || limits.Time?.IsOver == true;

    private bool Step(int node, byte thread)
    {
        if (!run.Step(thread))
            return false;
        transitions++;
        made[thread] = Math.Max(made[thread], run.MadeBy(thread));
        if (run.IsCutOff)
        {
            var cap = run.System.CapHit!.Value;
            caps[cap] = caps.GetValueOrDefault(cap) + 1;
            return true;
        }

        var violations = run.Violations(thread);
        if (run.IsEnded)
            deadEnds++;
        else
            Keep(node, thread);
        foreach (var violation in violations)
            Note(violation, node, thread);
        return true;
    }

    private void End(int node, byte current)
    {
        ends++;
        if (current == byte.MaxValue)
            return;
        run.Restore(store[node][..^1]);
        AtEnd?.Invoke();
        foreach (var violation in run.ViolationsAtEnd(current))
            Note(violation, node, null);
    }

    private void Keep(int parent, byte thread)
    {
        run.Save(state);
        state[^1] = thread;
        if (store.Add(state))
            origins.Add((parent, thread));
    }

    private void Note(ThreadViolation violation, int node, byte? thread)
    {
        var sign = (violation.Rule.Id, violation.Sign);
        if (findings.ContainsKey(sign))
            return;
        var steps = new List<byte>();
        for (var at = node; origins[at].Parent >= 0; at = origins[at].Parent)
            steps.Add(run.Calls[origins[at].Thread].Thread);
        steps.Reverse();
        if (thread is { } last)
            steps.Add(run.Calls[last].Thread);
        findings[sign] = new ThreadFinding(violation, level, steps.Count, trace with { Schedule = ScheduleOf(steps) });
    }

    // Whether the thread of a step could have gone on is found by running the steps once more.
    private Schedule ScheduleOf(List<byte> steps)
    {
        var couldGoOn = new HashSet<int>();
        var here = new ulong[run.StateWords];
        run.Restore(store[0][..^1]);
        for (var i = 0; i + 1 < steps.Count; i++)
        {
            run.Step(PlaceOf(steps[i]));
            if (steps[i + 1] == steps[i])
                continue;
            run.Save(here);
            if (run.Step(PlaceOf(steps[i])))
                couldGoOn.Add(i);
            run.Restore(here);
        }

        return Schedule.Of(steps, couldGoOn.Contains);
    }

    private int PlaceOf(byte thread)
    {
        for (var i = 0; i < run.Calls.Length; i++)
        {
            if (run.Calls[i].Thread == thread)
                return i;
        }

        throw new InvalidOperationException($"no thread {thread}");
    }
}
