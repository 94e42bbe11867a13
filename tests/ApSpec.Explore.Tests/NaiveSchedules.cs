using System.Runtime.InteropServices;
using ApSpec.Check.Threads;
using ApSpec.Vocabulary;

namespace ApSpec.Explore.Tests;

/// <summary>Every schedule with few preemptions, one after the other, without a memory of states: depth first.</summary>
internal sealed class NaiveSchedules
{
    private readonly ThreadRun run;
    private readonly int preemptionsMax;
    private readonly List<byte> path = [];

    private NaiveSchedules(ThreadRun run, int preemptionsMax)
    {
        this.run = run;
        this.preemptionsMax = preemptionsMax;
    }

    /// <summary>What is violated, with the fewest preemptions.</summary>
    public Dictionary<string, int> Preemptions { get; } = [];

    /// <summary>How the schedules end.</summary>
    public HashSet<string> Ends { get; } = [];

    public int Schedules { get; private set; }

    public int Steps { get; private set; }

    public static NaiveSchedules Of((ThreadRun Run, Trace Trace) calls, int preemptionsMax)
    {
        var naive = new NaiveSchedules(calls.Run, preemptionsMax);
        naive.Go(null, 0);
        return naive;
    }

    /// <summary>The ledger, what each call returned, and who waits for what.</summary>
    public static string EndOf(ThreadRun run) => string.Join(' ', run.System.Observe().Words.ToArray().Select(word => $"{word:x}")
        .Concat(run.Threads.Select(thread => $"{thread.Begun} {thread.Result?.ToString() ?? "-"} {thread.WaitsFor}")));

    private void Go(int? current, int preemptions)
    {
        var here = new ulong[run.StateWords];
        run.Save(here);
        var mayGoOn = current is { } running && run.IsUnderWay(running) && CanStep(running, here);
        var isMoved = false;
        for (var thread = 0; thread < run.Calls.Length; thread++)
        {
            run.Restore(here, CollectionsMarshal.AsSpan(path));
            var cost = preemptions + (mayGoOn && thread != current ? 1 : 0);
            if (cost > preemptionsMax || !run.Step(thread))
                continue;
            isMoved = true;
            Steps++;
            foreach (var violation in run.Violations(thread))
                Note(violation, cost);
            if (run.IsEnded)
                continue;
            path.Add((byte)thread);
            Go(thread, cost);
            path.RemoveAt(path.Count - 1);
        }

        run.Restore(here, CollectionsMarshal.AsSpan(path));
        if (isMoved || mayGoOn)
            return;
        Schedules++;
        Ends.Add(EndOf(run));
        foreach (var violation in run.ViolationsAtEnd(current!.Value))
            Note(violation, preemptions);
    }

    private bool CanStep(int thread, ulong[] here)
    {
        var can = run.Step(thread);
        run.Restore(here, CollectionsMarshal.AsSpan(path));
        return can;
    }

    private void Note(ThreadViolation violation, int cost)
    {
        var name = $"{violation.Rule.Id} {violation.Sign}";
        Preemptions[name] = Math.Min(cost, Preemptions.GetValueOrDefault(name, int.MaxValue));
    }
}
