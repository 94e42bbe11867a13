using System.Collections.Immutable;
using ApSpec.Check;

namespace ApSpec.Search;

/// <summary>The main job: campaigns in every scope, then for each violated rule the shortest counterexample with its proof.</summary>
public static class Checker
{
    /// <summary>Checks one subject in this process.</summary>
    public static CheckOutcome Run(CheckRequest request, Subject subject, ICheckProgress? progress = null) =>
        Run(request, new LocalEngine(subject), progress);

    /// <summary>Checks one subject.</summary>
    public static CheckOutcome Run(CheckRequest request, ICheckEngine engine, ICheckProgress? progress = null)
    {
        var campaigns = ImmutableArray.CreateBuilder<CampaignResult>();
        foreach (var scope in request.Scopes)
        {
            progress?.BeginScope(engine.Subject, scope);
            campaigns.Add(engine.Campaign(scope, request.Rules, request.Options,
                (traces, steps) => progress?.OnTraces(traces, steps)));
        }

        var groups = request.Rules
            .SelectMany(rule => campaigns.SelectMany(campaign => campaign.Hits.Where(hit => hit.Rule == rule))
                .GroupBy(hit => hit.Trigger))
            .Select(hits => hits.ToImmutableArray())
            .ToImmutableArray();
        var findings = engine.Shorten(groups, request.Limits, rule => progress?.BeginRule(engine.Subject, rule));
        return new CheckOutcome(engine.Subject, campaigns.ToImmutable(),
        [
            .. request.Rules.SelectMany(rule => findings.Where(finding => finding.Counterexample.Rule == rule)
                .OrderBy(finding => finding, FindingOrder.Instance)),
        ]);
    }
}
