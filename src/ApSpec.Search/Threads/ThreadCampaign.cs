using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Check.Threads;
using ApSpec.Explore.Threads;
using ApSpec.Rules;
using ApSpec.Search.Causes;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Threads;

/// <summary>
/// Looks for what only calls at once show: every schedule of the named sets, then random sets of calls with few preemptions. Each finding is
/// shortened. The result does not depend on the number of workers.
/// </summary>
public sealed class ThreadCampaign(ModelSubject subject, ImmutableArray<Rule> rules, CampaignOptions options)
{
    /// <summary>Preemptions of a random set's schedules.</summary>
    public const int PreemptionsMax = 2;

    private const int NamedStatesMax = 500_000;
    private const int RandomStatesMax = 10_000;

    /// <summary>Searches the named sets, if wanted, and <paramref name="random"/> random ones in each of <paramref name="scopes"/>.</summary>
    public ThreadOutcome Run(bool hasNamed, IReadOnlyList<Scope> scopes, int random)
    {
        var named = ThreadSets.All.Where(set => hasNamed && (set.Only ?? subject.Era) == subject.Era).ToArray();
        var jobs = named.Length + (random * scopes.Count);
        var done = new (Trace Trace, ThreadExploration? Explored)?[jobs];
        var draws = new ThreadDraw?[options.Jobs][];
        for (var i = 0; i < draws.Length; i++)
            draws[i] = new ThreadDraw?[scopes.Count];
        Share(jobs, (worker, job) =>
        {
            var place = (job - named.Length) % Math.Max(1, scopes.Count);
            var trace = job < named.Length ? named[job].Trace
                : (draws[worker][place] ??= new ThreadDraw(subject.Create(scopes[place]))).Next(options.Seed + (ulong)(job - named.Length));
            var limits = job < named.Length ? new ThreadLimits(StatesMax: NamedStatesMax, Time: options.Time)
                : new ThreadLimits(PreemptionsMax, RandomStatesMax, options.Time);
            done[job] = trace is null ? null : (trace, Search(trace, limits));
        });
        var searched = done.Where(one => one?.Explored is not null).Select(one => one!.Value.Explored!).ToArray();
        var findings = searched.SelectMany(explored => explored.Findings).GroupBy(finding => (finding.Violation.Rule.Id, finding.Violation.Sign))
            .Select(same => same.MinBy(finding => (finding.Preemptions, finding.Trace.Operations.Length))!).ToArray();
        return new ThreadOutcome(subject, named.Count(set => done[Array.IndexOf(named, set)]?.Explored is not null),
            done.Skip(named.Length).Count(one => one?.Explored is not null), searched.Sum(explored => explored.Transitions),
            done.Select((one, job) => (one, IsNamed: job < named.Length)).Count(search => search.one is { Explored: { } explored } ? IsCut(explored, search.IsNamed)
                : search.IsNamed && search.one is null),
            Shorten(findings));
    }

    private static bool IsCut(ThreadExploration explored, bool isNamed) =>
        !explored.Caps.IsEmpty || !explored.AreStatesJudged || (!explored.IsComplete && (isNamed || explored.Preemptions < PreemptionsMax));

    private ImmutableArray<ShortestThreads> Shorten(ThreadFinding[] findings)
    {
        var shortest = new ShortestThreads?[findings.Length];
        var minimizer = new ThreadMinimizer(subject, rules, new ThreadLimits(StatesMax: NamedStatesMax, Time: options.Time));
        Share(findings.Length, (_, i) => shortest[i] = minimizer.Shorten(findings[i]));
        return [.. shortest.Select((one, i) => one ?? minimizer.AsFound(findings[i])).OrderBy(one => Severities.Of(one.Finding.Violation.Rule)).ThenBy(one => RuleBook.All.IndexOf(one.Finding.Violation.Rule))
            .ThenBy(one => one.Finding.Violation.Sign, StringComparer.Ordinal)];
    }

    private ThreadExploration? Search(Trace trace, ThreadLimits limits)
    {
        var run = ThreadRun.Begin(subject.Create(trace.Scope), rules, trace, out _);
        return run is null ? null : new ThreadSearch(run, trace).Run(limits);
    }

    private void Share(int jobs, Action<int, int> work)
    {
        var next = -1;
        var threads = new WorkerThreads();
        threads.Run(options.Jobs, worker =>
        {
            for (var job = Interlocked.Increment(ref next); job < jobs && !threads.HasFailed && options.Time?.IsOver != true; job = Interlocked.Increment(ref next))
                work(worker, job);
        });
    }
}
