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

    /// <summary>
    /// Searches the named sets and every two calls of the states in <see cref="PairStarts"/>, if wanted, and <paramref name="random"/> random sets in each of
    /// <paramref name="scopes"/>.
    /// </summary>
    public ThreadOutcome Run(bool hasNamed, bool hasPairs, IReadOnlyList<Scope> scopes, int random)
    {
        var named = Jobs(hasNamed, ThreadSets.All.Where(set => IsOf(set.Only)).Select(set => ThreadJob.Calls(set.Trace)), bounds.Named);
        var pairs = Jobs(hasPairs, PairStarts.All.Where(start => IsOf(start.Only))
            .SelectMany(start => Enumerable.Range(0, PartsWanted).Select(part => ThreadJob.Pairs(start, part, Parts))), bounds.Pairs);
        var drawn = Jobs(random > 0, Enumerable.Range(0, random * scopes.Count).Select(i => ThreadJob.Drawn(scopes[i % scopes.Count], options.Seed + (ulong)i)), bounds.Random);
        (ThreadJob Job, ThreadLimits Limits)[] jobs = [.. named, .. pairs, .. drawn];
        var done = new ThreadSearched?[jobs.Length];
        Share(jobs.Length, (worker, i) => done[i] = engine.Search(worker, jobs[i].Job, jobs[i].Limits));
        var searched = done.Select(one => one?.Explored).OfType<ThreadExploration>().ToArray();
        var found = searched.SelectMany(explored => explored.Findings).ToArray();
        var findings = found.Where(finding => !IsKnown(finding)).GroupBy(finding => (finding.Violation.Rule.Id, finding.Violation.Sign))
            .Select(same => same.MinBy(finding => (finding.Preemptions, finding.Trace.Operations.Length))!).ToArray();
        return new ThreadOutcome(engine.Subject, bounds, SearchesOf(done.Take(named.Length)), SearchesOf(done.Skip(named.Length + pairs.Length)),
            searched.Sum(explored => explored.Transitions),
            done.Zip(jobs, (one, job) => one is null ? job.Job.Trace is not null || job.Job.Start is not null : IsCut(one, job.Limits)).Count(isCut => isCut), Shorten(findings))
        {
            AlsoInSequences = found.Where(IsKnown).Select(finding => (finding.Violation.Rule.Id, finding.Violation.Sign)).Distinct().Count(),
            Pairs = SearchesOf(done.Skip(named.Length).Take(pairs.Length)),
            Refusal = searched.Length == 0 ? done.FirstOrDefault(one => one is not null)?.Refusal ?? "no time was left" : null,
        };
    }

    private int PartsWanted => (int)Math.Clamp((long)options.Traces * Parts / TracesOfAll, 1, Parts);

    private bool IsKnown(ThreadFinding finding) => Known.Contains(KnownSigns.Of(finding.Violation));

    private bool IsOf(Era? only) => (only ?? engine.Subject.Era) == engine.Subject.Era;

    private (ThreadJob Job, ThreadLimits Limits)[] Jobs(bool isWanted, IEnumerable<ThreadJob> jobs, ThreadLimits limits) =>
        isWanted ? [.. jobs.Select(job => (job, limits with { Time = options.Time }))] : [];

    private static int SearchesOf(IEnumerable<ThreadSearched?> done) => done.Sum(one => one?.Explored?.Searches ?? 0);

    // A named set that this kernel cannot make is no search.
    private static bool IsCut(ThreadSearched one, ThreadLimits limits) => one.Explored is { } explored ? !explored.IsExhaustiveTo(limits.PreemptionsMax) : one.IsUnfinished;

    private ImmutableArray<ShortestThreads> Shorten(ThreadFinding[] findings)
    {
        var shortest = new ShortestThreads?[findings.Length];
        Share(findings.Length, (worker, i) => shortest[i] = engine.Shorten(worker, findings[i], LimitsOf(findings[i])));
        return [.. shortest.Select((one, i) => one ?? AsFound(findings[i])).OrderBy(one => Severities.Of(one.Finding.Violation.Rule))
            .ThenBy(one => RuleBook.All.IndexOf(one.Finding.Violation.Rule)).ThenBy(one => one.Finding.Violation.Sign, StringComparer.Ordinal)];
    }

    // Where schedules are searched with a bound, a shorter trace may not need more preemptions.
    private ThreadLimits LimitsOf(ThreadFinding finding) => bounds.Named with
    {
        PreemptionsMax = bounds.Named.PreemptionsMax == int.MaxValue ? int.MaxValue : finding.Preemptions,
        Time = options.Time,
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
