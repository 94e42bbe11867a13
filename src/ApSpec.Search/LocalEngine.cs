using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Explore;
using ApSpec.Rules;
using ApSpec.Search.Causes;
using ApSpec.Search.Locks;
using ApSpec.Search.Threads;
using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>Checks a subject in this process.</summary>
/// <param name="subject">What is checked.</param>
/// <param name="jobs">Threads that shorten traces; without a time limit the result does not depend on it. One for a compiled driver, which is there once.</param>
/// <param name="memory">What was found out before, of the same subject.</param>
public sealed class LocalEngine(Subject subject, int jobs = 1, SearchMemory? memory = null) : ICheckEngine
{
    private readonly SearchMemory memory = memory ?? new SearchMemory();

    /// <inheritdoc/>
    public Subject Subject => subject;

    /// <inheritdoc/>
    public CampaignResult Campaign(
        Scope scope, ImmutableArray<Rule> rules, CampaignOptions options, Action<long, long>? progress) =>
        new Campaign(subject, scope, rules).Run(options, progress);

    /// <inheritdoc/>
    public ImmutableArray<Draft> Draft(ImmutableArray<ImmutableArray<CampaignHit>> groups, TimeLimit? time, Action<Rule>? progress)
    {
        var next = -1;
        return
        [
            .. InParallel(groups.Length, new SearchLimits(), _ => Interlocked.Increment(ref next) is var at && at < groups.Length ? at : null, (at, minimizer, origins) =>
            {
                minimizer.Time = time;
                progress?.Invoke(groups[at][0].Rule);
                return groups[at].Select(hit => DraftOf(hit, minimizer, origins)).ToArray();
            }).SelectMany(drafts => drafts),
        ];
    }

    /// <inheritdoc/>
    public ImmutableArray<Finding> Shorten(ImmutableArray<DraftGroup> groups, SearchLimits limits, Action<Rule>? progress)
    {
        var queue = new GroupQueue(groups, jobs);
        return
        [
            .. InParallel(groups.Length, limits, queue.Take, (at, minimizer, origins) =>
            {
                // The time left is divided: as many groups run at a time as there are threads.
                minimizer.Time = limits.Time?.Part(Math.Min(1, (double)jobs / (queue.Left + 1)));
                progress?.Invoke(groups[at].Drafts[0].Hit.Rule);
                return Shortest(groups[at], minimizer, origins);
            }),
        ];
    }

    /// <inheritdoc/>
    public ImmutableArray<SeenOrder> ShortenOrders(ImmutableArray<SeenOrder> orders, TimeLimit? time)
    {
        var trial = new OrderTrial(subject);
        return [.. orders.Select(order => order.IsAtOnce ? order : trial.Shortest(order, () => time?.IsOver == true) ?? order with { IsConfirmed = false })];
    }

    /// <inheritdoc/>
    public IThreadEngine Threads(ImmutableArray<Rule> rules) => new LocalThreads(subject, rules, jobs);

    private T[] InParallel<T>(int count, SearchLimits limits, Func<int, int?> next, Func<int, Minimizer, OriginFinder, T> work)
    {
        var results = new T[count];
        var threads = new WorkerThreads();
        threads.Run(Math.Min(jobs, count), thread =>
        {
            var minimizer = new Minimizer(subject, limits, memory);
            var origins = new OriginFinder(subject, memory);
            while (!threads.HasFailed && next(thread) is { } at)
                results[at] = work(at, minimizer, origins);
        });
        return results;
    }

    private static Draft DraftOf(CampaignHit hit, Minimizer minimizer, OriginFinder origins)
    {
        var trace = minimizer.Draft(hit.Trace, hit.Rule)
            ?? throw new InvalidOperationException($"{hit.Rule.Id} is not reproduced by seed {hit.Seed} in {hit.Trace.Scope}");
        return new Draft(hit, trace, minimizer.Time?.IsOver == true ? null : origins.Find(trace));
    }

    // The simplest draft is minimized and proven, unless minimizing leads to another cause, which has its own finding.
    private Finding Shortest(DraftGroup group, Minimizer minimizer, OriginFinder origins)
    {
        var best = TraceOrder.Simplest(group.Drafts);
        var hit = best.Hit;
        var counterexample = Known(group, best, minimizer, origins) ?? minimizer.Minimize(hit.Trace, hit.Rule, origins)
            ?? throw new InvalidOperationException($"{hit.Rule.Id}: the shortened trace does not violate it");
        var origin = origins.Find(counterexample.Trace);
        if (best.Origin is not null && origin is not null && !IsOf(group, origin))
        {
            counterexample = new Counterexample(subject, hit.Rule, hit.Trigger, minimizer.Arrange(best.Trace, hit.Rule, hit.Trigger, origins), Minimality.OtherCause, 0).Recorded();
            origin = best.Origin;
        }

        return new Finding(counterexample, hit.Seed, hit.Trace.Scope, hit.Trace.Operations.Length,
            Reservations.Find(subject, counterexample.Trace, counterexample.Rule))
        {
            Outside = subject.OutsideOf(counterexample.Trace),
            Origin = origin,
        };
    }

    private Counterexample? Known(DraftGroup group, Draft best, Minimizer minimizer, OriginFinder origins) => group.Known
        .Where(trace => subject.Refusal(trace.Scope) is null && TraceOrder.KeyOf(trace).CompareTo(TraceOrder.KeyOf(best.Trace)) <= 0)
        .Where(trace => origins.Find(trace) is { } origin && IsOf(group, origin))
        .Select(trace => minimizer.Known(trace, best.Hit.Rule, best.Hit.Trigger, origins))
        .FirstOrDefault(found => found is not null);

    private static bool IsOf(DraftGroup group, Origin origin) =>
        group.Drafts.Any(draft => draft.Origin?.IsLike(origin, draft.Hit.Rule.Id) == true);
}
