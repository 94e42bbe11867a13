using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Check.Threads;
using ApSpec.Decoder;
using ApSpec.Explore.Threads;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Threads;

/// <summary>Searches schedules in this process; one at a time for a compiled driver, which is there once.</summary>
public sealed class LocalThreads(Subject subject, ImmutableArray<Rule> rules, int workers = 1) : IThreadEngine
{
    private readonly Dictionary<Scope, ThreadDraw>[] draws = [.. Enumerable.Range(0, workers).Select(_ => new Dictionary<Scope, ThreadDraw>())];

    /// <inheritdoc/>
    public Subject Subject => subject;

    /// <inheritdoc/>
    public int Workers => workers;

    /// <inheritdoc/>
    public ThreadSearched Search(int worker, ThreadJob job, ThreadLimits limits)
    {
        if (job.Start is { } start)
            return new ThreadSearched(null, Pairs(job, start, limits));
        if ((job.Trace ?? Draw(worker, job)) is not { } trace)
            return new ThreadSearched(null, null, "no two calls can be made at once there");
        var run = ThreadRun.Begin(subject.CreateForThreads(trace.Scope), rules, trace, out var refusal);
        if (run is null)
            return new ThreadSearched(trace, null, refusal);
        var random = new RandomSchedules(run, trace, new Xoshiro(job.Seed).Next);
        var explored = Search(run, trace, limits);
        return new ThreadSearched(trace, explored.IsComplete ? explored : random.AddTo(explored, limits.RandomSchedules, limits.Time), refusal);
    }

    /// <inheritdoc/>
    public ShortestThreads Shorten(int worker, ThreadFinding finding, ThreadLimits limits) => new ThreadMinimizer(subject, rules, limits).Shorten(finding);

    /// <inheritdoc/>
    public ThreadRecord? Play(Trace trace, out string refusal) => ThreadPlayer.Play(subject, trace, rules, out refusal);

    private ThreadExploration Search(ThreadRun run, Trace trace, ThreadLimits limits)
    {
        if (!limits.KeepsEnds)
            return new ThreadSearch(run, trace).Run(limits);
        var ends = new ThreadEnds(subject, run, trace);
        return ends.Search(limits, _ => true) with { Ended = [.. ends.All.Values.OrderBy(end => end.Key, StringComparer.Ordinal)] };
    }

    // One system for all of them, since a compiled driver takes its time to boot.
    private ThreadExploration Pairs(ThreadJob job, PairStart start, ThreadLimits limits)
    {
        var system = subject.CreateForThreads(job.Scope);
        var all = new List<ThreadExploration>();
        var isComplete = true;
        foreach (var (number, trace) in new ThreadPairs(subject, system).From(start).ToArray().Index())
        {
            if (number % job.Of != job.Part)
                continue;
            if (limits.Time?.IsOver == true)
            {
                isComplete = false;
                break;
            }

            if (ThreadRun.Begin(system, rules, trace, out _) is { } run)
                all.Add(Search(run, trace, limits));
        }

        return ThreadExploration.Sum(all, isComplete, limits.PreemptionsMax);
    }

    private Trace? Draw(int worker, ThreadJob job)
    {
        // A compiled driver has one system at a time.
        if (!draws[worker].TryGetValue(job.Scope, out var draw) || draw.IsReplayed)
            draws[worker][job.Scope] = draw = new ThreadDraw(subject.CreateForThreads(job.Scope));
        return draw.Next(job.Seed);
    }
}
