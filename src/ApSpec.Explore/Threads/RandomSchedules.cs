using ApSpec.Check.Threads;
using ApSpec.Vocabulary;

namespace ApSpec.Explore.Threads;

/// <summary>
/// Random schedules of calls whose schedules were not all searched: each thread has a priority drawn at random, of those that can go on the highest does,
/// and at a few random steps the one that goes on falls behind all others. With n threads and schedules of k steps, a violation that needs d such
/// orders shows in each with a chance of at least 1/(n k^(d-1)) (Burckhardt and others, "A randomized scheduler with probabilistic guarantees of finding bugs", ASPLOS 2010).
/// </summary>
public sealed class RandomSchedules
{
    private const int ChangesMax = 4;
    private const int StepsMax = 5_000;
    private readonly ThreadRun run;
    private readonly Trace trace;
    private readonly Func<uint, uint> below;
    private readonly ulong[] beginning;
    private readonly int[] priorities;
    private readonly ThreadEdges edges;
    private readonly List<byte> there = [];
    private readonly List<ThreadTurn> turns = [];
    private readonly Dictionary<(string Rule, string Sign), ThreadFinding> findings = [];
    private long steps;

    /// <summary>Draws schedules of <paramref name="run"/>, which is at its beginning and is that of <paramref name="trace"/>.</summary>
    /// <param name="run">The run.</param>
    /// <param name="trace">Its trace.</param>
    /// <param name="below">A random number below another.</param>
    public RandomSchedules(ThreadRun run, Trace trace, Func<uint, uint> below)
    {
        this.run = run;
        this.trace = trace;
        this.below = below;
        priorities = new int[run.Places];
        edges = new ThreadEdges(run.System, trace);
        beginning = new ulong[run.StateWords];
        run.Save(beginning);
    }

    /// <summary>What a search showed, and what <paramref name="count"/> random schedules show beyond it.</summary>
    public ThreadExploration AddTo(ThreadExploration searched, int count, TimeLimit? time)
    {
        if (count == 0)
            return searched;
        foreach (var known in searched.Findings)
            findings[(known.Violation.Rule.Id, known.Violation.Sign)] = known;
        var (done, longest) = (0, 1);
        for (; done < count && time?.IsOver != true; done++)
            longest = Math.Max(longest, One(longest));
        run.Restore(beginning, []);
        return searched with
        {
            Transitions = searched.Transitions + steps,
            RandomSchedules = done,
            Edges = [.. searched.Edges, .. edges.Found],
            Findings = [.. searched.Findings, .. findings.Values.Except(searched.Findings)],
        };
    }

    // The number of its steps.
    private int One(int longest)
    {
        run.Restore(beginning, []);
        turns.Clear();
        DrawPriorities();
        var changes = Enumerable.Range(0, (int)below(ChangesMax + 1)).Select(_ => (int)below((uint)longest)).ToHashSet();
        var (made, lowest) = (0, 0);
        var current = byte.MaxValue;
        for (; made < StepsMax && Next() is { } next; made++)
        {
            steps++;
            edges.Note();
            Add(next);
            current = next;
            if (run.IsCutOff)
                return made;
            var isEnded = run.IsEnded;
            foreach (var violation in run.Violations(next))
                Note(violation, isEnded);
            if (isEnded)
                return made;
            if (changes.Contains(made))
                priorities[next] = --lowest;
        }

        if (current != byte.MaxValue && made < StepsMax)
        {
            foreach (var violation in run.ViolationsAtEnd(current))
                Note(violation, isEnded: true);
        }

        return made;
    }

    // The highest that can go on has done a step; null when none can. Those that could not are no longer in the list.
    private byte? Next()
    {
        run.FillThere(there);
        there.Sort((one, other) => priorities[other].CompareTo(priorities[one]));
        while (there.Count > 0)
        {
            if (run.Step(there[0]))
                return there[0];
            there.RemoveAt(0);
        }

        return null;
    }

    private void DrawPriorities()
    {
        for (var place = 0; place < priorities.Length; place++)
        {
            var other = (int)below((uint)place + 1);
            priorities[place] = priorities[other];
            priorities[other] = place + 1;
        }
    }

    private void Add(byte thread)
    {
        if (turns.Count > 0 && turns[^1] is var last && last.Thread == thread)
            turns[^1] = new ThreadTurn(thread, last.Count + 1, last.Steps + run.LastSteps);
        else
            turns.Add(new ThreadTurn(thread, 1, run.LastSteps));
    }

    // The schedule of what was found is made by running it anew, and then the run is brought back to where it was, unless it is over there.
    private void Note(ThreadViolation violation, bool isEnded)
    {
        var sign = (violation.Rule.Id, violation.Sign);
        if (findings.ContainsKey(sign))
            return;
        var so = turns.ToArray();
        var schedule = ThreadTurn.ScheduleOf(run, beginning, so);
        findings[sign] = new ThreadFinding(violation, schedule.Turns.Count(turn => turn.Steps > 0), so.Sum(turn => turn.Steps), trace with { Schedule = schedule });
        if (isEnded)
            return;
        run.Restore(beginning, []);
        foreach (var turn in so)
        {
            for (var n = 0; n < turn.Count; n++)
                run.Step(turn.Thread);
        }
    }
}
