using System.Collections.Immutable;
using ApSpec.Explore.Threads;
using ApSpec.Rules;
using ApSpec.Search.Causes;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Threads;

/// <summary>
/// Looks for what only calls at once show: the schedules of the named sets, then random sets of calls with few preemptions. Each finding is
/// shortened. The result does not depend on the number of workers.
/// </summary>
public sealed class ThreadCampaign(IThreadEngine engine, ThreadBounds bounds, CampaignOptions options)
{
    // Each worker takes the next part.
    private const int Parts = 8;

    // With fewer traces than this, a part of the pairs.
    private const int TracesOfAll = 100;

    /// <summary>Violations that need no second thread.</summary>
    public IReadOnlySet<(string Rule, string Sign)> Known { get; init; } = new HashSet<(string, string)>();

    /// <summary>What random sets have shown already; null when they are still to be drawn.</summary>
    public DrawnThreads? Drawn { get; init; }

    /// <summary>
    /// Searches the named sets and every two calls of the states in <see cref="PairStarts"/>, if wanted, and random sets in each of <paramref name="scopes"/>: one
    /// for <paramref name="every"/> so many traces.
    /// </summary>
    public ThreadOutcome Run(bool hasNamed, bool hasPairs, IReadOnlyList<Scope> scopes, int every)
    {
        var named = Jobs(hasNamed, ThreadSets.All.Where(IsSearched).Select(set => ThreadJob.Calls(set.Trace, options.Seed)), bounds.Named);
        var pairs = Jobs(hasPairs, PairStarts.All.Where(start => IsOf(start.Only))
            .SelectMany(start => Enumerable.Range(0, PartsWanted).Select(part => ThreadJob.Pairs(start, part, Parts))), bounds.Pairs);
        (ThreadJob Job, ThreadLimits Limits)[] jobs = [.. named, .. pairs];
        var done = Search(jobs);
        var drawn = Drawn ?? Draw(scopes, every);
        var searched = done.Select(one => one?.Explored).OfType<ThreadExploration>().ToArray();
        var found = searched.SelectMany(explored => explored.Findings).Concat(drawn.Findings).ToArray();
        var findings = found.Where(finding => !IsKnown(finding)).GroupBy(finding => (finding.Violation.Rule.Id, finding.Violation.Sign))
            .Select(same => same.MinBy(finding => (finding.Preemptions, finding.Trace.Operations.Length))!).ToArray();
        return new ThreadOutcome(engine.Subject, bounds, SearchesOf(done.Take(named.Length)), drawn.Searches,
            searched.Sum(explored => explored.Transitions) + drawn.Steps,
            done.Zip(jobs, (one, job) => one is null || IsCut(one, job.Limits)).Count(isCut => isCut) + drawn.Cut, Shorten(findings))
        {
            AlsoInSequences = found.Where(IsKnown).Select(finding => (finding.Violation.Rule.Id, finding.Violation.Sign)).Distinct().Count(),
            RandomSchedules = searched.Sum(explored => explored.RandomSchedules) + drawn.RandomSchedules,
            Pairs = SearchesOf(done.Skip(named.Length)),
            Edges = ThreadExploration.Sum(searched, true, 0).Edges,
            Races = [.. searched.SelectMany(explored => explored.Races).DistinctBy(race => race.Sign).OrderBy(race => race.Sign, StringComparer.Ordinal)],
            Ended = [.. searched.SelectMany(explored => explored.Ended)],
            Refusal = searched.Length + drawn.Searches > 0 ? null
                : done.FirstOrDefault(one => one is not null)?.Refusal ?? drawn.Refusal
                ?? (options.Time?.IsOver == true ? "no time was left" : "none of these seeds draws a set of calls"),
        };
    }

    /// <summary>
    /// Searches the random sets of a range of traces. They are drawn by the seeds one above a multiple of <paramref name="every"/>, so two ranges next to each other
    /// draw what the range of both draws.
    /// </summary>
    public DrawnThreads Draw(IReadOnlyList<Scope> scopes, int every)
    {
        if (every == 0)
            return DrawnThreads.None;
        var jobs = Jobs(true, SeedsOf((ulong)every).SelectMany(seed => scopes.Select((scope, i) => ThreadJob.Drawn(scope, seed + (ulong)i))), bounds.Random);
        var done = Search(jobs);
        var searched = done.Select(one => one?.Explored).OfType<ThreadExploration>().ToArray();
        return new DrawnThreads(SearchesOf(done), searched.Sum(explored => explored.Transitions),
            done.Zip(jobs, (one, job) => one is not null && IsCut(one, job.Limits)).Count(isCut => isCut),
            DrawnThreads.Fewest(searched.SelectMany(explored => explored.Findings)))
        {
            RandomSchedules = searched.Sum(explored => explored.RandomSchedules),
            Refusal = searched.Length == 0 ? done.FirstOrDefault(one => one is not null)?.Refusal : null,
        };
    }

    private IEnumerable<ulong> SeedsOf(ulong every)
    {
        for (var trace = (every + 1 - (options.Seed % every)) % every; trace < (ulong)options.Traces; trace += every)
            yield return options.Seed + trace;
    }

    private ThreadSearched?[] Search((ThreadJob Job, ThreadLimits Limits)[] jobs)
    {
        var done = new ThreadSearched?[jobs.Length];
        Share(jobs.Length, (worker, i) => done[i] = engine.Search(worker, jobs[i].Job, jobs[i].Limits));
        return done;
    }

    private int PartsWanted => (int)Math.Clamp((long)options.Traces * Parts / TracesOfAll, 1, Parts);

    private bool IsKnown(ThreadFinding finding) => Known.Contains(KnownSigns.Of(finding.Violation));

    // What needs a compiler that tears a store is asked for by name: it is no finding of a driver as it is.
    private bool IsSearched(ThreadSet set) => IsOf(set.Only) && !set.Trace.Scope.Tearing;

    private bool IsOf(Era? only) => (only ?? engine.Subject.Era) == engine.Subject.Era;

    private (ThreadJob Job, ThreadLimits Limits)[] Jobs(bool isWanted, IEnumerable<ThreadJob> jobs, ThreadLimits limits) =>
        isWanted ? [.. jobs.Select(job => (job, limits with { Time = options.Time }))] : [];

    private static int SearchesOf(IEnumerable<ThreadSearched?> done) => done.Sum(one => one?.Explored?.Searches ?? 0);

    // A named set that this kernel cannot make is no search.
    private static bool IsCut(ThreadSearched one, ThreadLimits limits) => one.Explored is { } explored ? !explored.IsExhaustiveTo(limits.PreemptionsMax) : one.IsUnfinished;

    // Memory that is freed at one place is used at many; the simplest of them is shortened.
    private ImmutableArray<ShortestThreads> Shorten(ThreadFinding[] all)
    {
        var groups = all.Index().GroupBy(one => one.Item.Violation.Evidence.Freed is { } freed ? (one.Item.Violation.Rule.Id, freed, -1) : ("", "", one.Index), one => one.Item)
            .Select(group => group.OrderBy(finding => (finding.Preemptions, finding.Trace.Operations.Length)).ToArray()).ToArray();
        var findings = Array.ConvertAll(groups, group => group[0]);
        var shortest = new ShortestThreads?[findings.Length];
        Share(findings.Length, (worker, i) => shortest[i] = engine.Shorten(worker, findings[i], LimitsOf(findings[i])));
        return [.. shortest.Select((one, i) => (one ?? AsFound(findings[i])) with { Elsewhere = [.. groups[i].Skip(1)] }).OrderBy(one => Severities.Of(one.Finding.Violation.Rule))
            .ThenBy(one => RuleBook.All.IndexOf(one.Finding.Violation.Rule)).ThenBy(one => one.Finding.Violation.Sign, StringComparer.Ordinal)];
    }

    // Where schedules are searched with a bound, a shorter trace may not need more preemptions.
    private ThreadLimits LimitsOf(ThreadFinding finding) => bounds.Named with
    {
        PreemptionsMax = bounds.Named.PreemptionsMax == int.MaxValue ? int.MaxValue : finding.Preemptions,
        Time = options.Time,
        RandomSchedules = 0,
    };

    private ShortestThreads AsFound(ThreadFinding finding) => new(finding, engine.Play(finding.Trace, out _), IsProven: false);

    private void Share(int jobs, Action<int, int> work)
    {
        var next = -1;
        var threads = new WorkerThreads();
        threads.Run(engine.Workers, worker =>
        {
            for (var job = Interlocked.Increment(ref next); job < jobs && !threads.HasFailed && options.Time?.IsOver != true; job = Interlocked.Increment(ref next))
                work(worker, job);
        });
    }
}
