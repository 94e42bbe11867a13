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
    /// <summary>Searches the named sets, if wanted, and <paramref name="random"/> random ones in each of <paramref name="scopes"/>.</summary>
    public ThreadOutcome Run(bool hasNamed, IReadOnlyList<Scope> scopes, int random)
    {
        var named = ThreadSets.All.Where(set => hasNamed && (set.Only ?? engine.Subject.Era) == engine.Subject.Era).ToArray();
        var jobs = named.Length + (random * scopes.Count);
        var done = new ThreadSearched?[jobs];
        Share(jobs, (worker, job) => done[job] = job < named.Length
            ? engine.Search(worker, ThreadJob.Of(named[job].Trace), bounds.Named with { Time = options.Time })
            : engine.Search(worker, ThreadJob.Drawn(scopes[(job - named.Length) % scopes.Count], options.Seed + (ulong)(job - named.Length)),
                bounds.Random with { Time = options.Time }));
        var searched = done.Select(one => one?.Explored).OfType<ThreadExploration>().ToArray();
        var findings = searched.SelectMany(explored => explored.Findings).GroupBy(finding => (finding.Violation.Rule.Id, finding.Violation.Sign))
            .Select(same => same.MinBy(finding => (finding.Preemptions, finding.Trace.Operations.Length))!).ToArray();
        return new ThreadOutcome(engine.Subject, bounds, done.Take(named.Length).Count(one => one?.Explored is not null),
            done.Skip(named.Length).Count(one => one?.Explored is not null), searched.Sum(explored => explored.Transitions),
            done.Select((one, job) => job < named.Length ? IsCut(one, bounds.Named) : one?.Explored is not null && IsCut(one, bounds.Random)).Count(isCut => isCut),
            Shorten(findings))
        { Refusal = searched.Length == 0 ? done.FirstOrDefault(one => one is not null)?.Refusal ?? "no time was left" : null };
    }

    // A named set that this kernel cannot make is no search.
    private static bool IsCut(ThreadSearched? one, ThreadLimits limits) => one switch
    {
        null => true,
        { Explored: null } => false,
        { Explored: { } explored } => !explored.Caps.IsEmpty || !explored.AreStatesJudged || (!explored.IsComplete && explored.Preemptions < limits.PreemptionsMax),
    };

    private ImmutableArray<ShortestThreads> Shorten(ThreadFinding[] findings)
    {
        var shortest = new ShortestThreads?[findings.Length];
        var limits = bounds.Named with { Time = options.Time };
        Share(findings.Length, (worker, i) => shortest[i] = engine.Shorten(worker, findings[i], limits));
        return [.. shortest.Select((one, i) => one ?? AsFound(findings[i])).OrderBy(one => Severities.Of(one.Finding.Violation.Rule))
            .ThenBy(one => RuleBook.All.IndexOf(one.Finding.Violation.Rule)).ThenBy(one => one.Finding.Violation.Sign, StringComparer.Ordinal)];
    }

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
