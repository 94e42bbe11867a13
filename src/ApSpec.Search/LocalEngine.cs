using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Explore;
using ApSpec.Rules;
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
    public ImmutableArray<Finding> Shorten(
        ImmutableArray<ImmutableArray<CampaignHit>> groups, SearchLimits limits, Action<Rule>? progress)
    {
        var minimizer = new Minimizer(subject, limits);
        var findings = ImmutableArray.CreateBuilder<Finding>();
        foreach (var hits in groups)
        {
            minimizer.Time = limits.Time?.Part(1.0 / (groups.Length - findings.Count));
            progress?.Invoke(hits[0].Rule);
            findings.Add(Shortest(hits, minimizer));
        }

        return findings.ToImmutable();
    }

    // The hits of all scopes, shortened in a quick way; the simplest of them is minimized and proven.
    private Finding Shortest(ImmutableArray<CampaignHit> hits, Minimizer minimizer)
    {
        var best = hits
            .Select(hit => (Hit: hit, Trace: minimizer.Draft(hit.Trace, hit.Rule)
                ?? throw new InvalidOperationException($"{hit.Rule.Id} is not reproduced by seed {hit.Seed} in {hit.Trace.Scope}")))
            .MinBy(pair => TraceOrder.KeyOf(pair.Trace));
        var counterexample = minimizer.Minimize(best.Hit.Trace, best.Hit.Rule)
            ?? throw new InvalidOperationException($"{best.Hit.Rule.Id}: the shortened trace does not violate it");
        return new Finding(counterexample, best.Hit.Seed, best.Hit.Trace.Scope, best.Hit.Trace.Operations.Length,
            Reservations.Of(subject, counterexample.Trace, counterexample.Rule))
        {
            Outside = subject.OutsideOf(counterexample.Trace),
        };
    }
}
