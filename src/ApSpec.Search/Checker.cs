using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>The main job: campaigns in every scope, then for each violated rule the shortest counterexample with its proof.</summary>
public static class Checker
{
    /// <summary>Checks one subject.</summary>
    public static CheckOutcome Run(CheckRequest request, Subject subject, ICheckProgress? progress = null)
    {
        var campaigns = ImmutableArray.CreateBuilder<CampaignResult>();
        foreach (var scope in request.Scopes)
        {
            progress?.BeginScope(subject, scope);
            campaigns.Add(new Campaign(subject, scope, request.Rules).Run(
                request.Options, (traces, steps) => progress?.OnTraces(traces, steps)));
        }

        var minimizer = new Minimizer(subject, request.Limits);
        var findings = ImmutableArray.CreateBuilder<Finding>();
        foreach (var rule in request.Rules)
        {
            progress?.BeginRule(subject, rule);
            findings.AddRange(campaigns.SelectMany(campaign => campaign.Hits.Where(hit => hit.Rule == rule))
                .GroupBy(hit => hit.Trigger)
                .Select(hits => Shortest(hits, minimizer, subject))
                .OrderBy(finding => finding, FindingOrder.Instance));
        }

        return new CheckOutcome(subject, campaigns.ToImmutable(), findings.ToImmutable());
    }

    // The hits of all scopes, shortened in a quick way; the simplest of them is minimized and proven.
    private static Finding Shortest(IEnumerable<CampaignHit> hits, Minimizer minimizer, Subject subject)
    {
        var best = hits
            .Select(hit => (Hit: hit, Trace: minimizer.Draft(hit.Trace, hit.Rule)
                ?? throw new InvalidOperationException($"{hit.Rule.Id} is not reproduced by seed {hit.Seed} in {hit.Trace.Scope}")))
            .MinBy(pair => TraceOrder.KeyOf(pair.Trace));
        var counterexample = minimizer.Minimize(best.Hit.Trace, best.Hit.Rule)
            ?? throw new InvalidOperationException($"{best.Hit.Rule.Id}: the shortened trace does not violate it");
        return new Finding(counterexample, best.Hit.Seed, best.Hit.Trace.Scope, best.Hit.Trace.Operations.Length,
            SuspectedIn(counterexample, subject));
    }

    private static string[] SuspectedIn(Counterexample counterexample, Subject subject)
    {
        var judge = new Judge(subject.Create(counterexample.Trace.Scope), [counterexample.Rule]);
        var marks = Array.Empty<string>();
        foreach (var operation in counterexample.Trace.Operations)
        {
            judge.Apply(operation, 0, out _);
            var functions = judge.System.Faults.ToArray().Where(fault => fault.Kind == FaultKind.Deadlock);
            if (functions.Any())
                marks = [.. subject.SuspectedIn(operation.Kind == OperationKind.Release ? "Release" : operation.Kind.ToString())];
        }

        return marks;
    }
}
