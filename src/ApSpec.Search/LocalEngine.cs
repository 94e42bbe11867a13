using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Explore;
using ApSpec.Rules;
using ApSpec.Search.Causes;
using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>Checks a subject in this process.</summary>
public sealed class LocalEngine(Subject subject) : ICheckEngine
{
    /// <inheritdoc/>
    public Subject Subject => subject;

    /// <inheritdoc/>
    public CampaignResult Campaign(
        Scope scope, ImmutableArray<Rule> rules, CampaignOptions options, Action<long, long>? progress) =>
        new Campaign(subject, scope, rules).Run(options, progress);

    /// <inheritdoc/>
    public ImmutableArray<Draft> Draft(ImmutableArray<ImmutableArray<CampaignHit>> groups, TimeLimit? time, Action<Rule>? progress)
    {
        var minimizer = new Minimizer(subject, new SearchLimits()) { Time = time };
        var origins = new OriginFinder(subject);
        var drafts = ImmutableArray.CreateBuilder<Draft>();
        foreach (var hits in groups)
        {
            progress?.Invoke(hits[0].Rule);
            foreach (var hit in hits)
            {
                var trace = minimizer.Draft(hit.Trace, hit.Rule)
                    ?? throw new InvalidOperationException($"{hit.Rule.Id} is not reproduced by seed {hit.Seed} in {hit.Trace.Scope}");
                drafts.Add(new Draft(hit, trace, time?.IsOver == true ? null : origins.Find(trace)));
            }
        }

        return drafts.ToImmutable();
    }

    /// <inheritdoc/>
    public ImmutableArray<Finding> Shorten(
        ImmutableArray<ImmutableArray<Draft>> groups, SearchLimits limits, Action<Rule>? progress)
    {
        var minimizer = new Minimizer(subject, limits);
        var origins = new OriginFinder(subject);
        var findings = ImmutableArray.CreateBuilder<Finding>();
        foreach (var drafts in groups)
        {
            minimizer.Time = limits.Time?.Part(1.0 / (groups.Length - findings.Count));
            progress?.Invoke(drafts[0].Hit.Rule);
            findings.Add(Shortest(drafts, minimizer, origins));
        }

        return findings.ToImmutable();
    }

    // The simplest draft is minimized and proven, unless minimizing leads to another cause, which has its own finding.
    private Finding Shortest(ImmutableArray<Draft> drafts, Minimizer minimizer, OriginFinder origins)
    {
        var best = TraceOrder.Simplest(drafts);
        var hit = best.Hit;
        var counterexample = minimizer.Minimize(hit.Trace, hit.Rule, origins)
            ?? throw new InvalidOperationException($"{hit.Rule.Id}: the shortened trace does not violate it");
        var origin = origins.Find(counterexample.Trace);
        if (best.Origin is not null && origin is not null && !drafts.Any(draft => draft.Origin?.IsLike(origin, hit.Rule.Id) == true))
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
}
