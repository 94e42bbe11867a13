using System.Collections.Immutable;
using ApSpec.Check;

namespace ApSpec.Search;

/// <summary>The main job: campaigns in every scope, then for each violated rule the shortest counterexample with its proof.</summary>
public static class Checker
{
    // Of the time that is left, for campaigns; the rest is for making short what they find.
    private const double CampaignsShare = 0.6;

    /// <summary>Checks one subject in this process.</summary>
    public static CheckOutcome Run(CheckRequest request, Subject subject, ICheckProgress? progress = null) =>
        Run(request, new LocalEngine(subject), progress);

    /// <summary>Checks one subject.</summary>
    public static CheckOutcome Run(CheckRequest request, ICheckEngine engine, ICheckProgress? progress = null)
    {
        var campaigns = ImmutableArray.CreateBuilder<CampaignResult>();
        var time = request.Options.Time?.Part(CampaignsShare);
        foreach (var scope in request.Scopes)
        {
            progress?.BeginScope(engine.Subject, scope);
            var options = request.Options with { Time = time?.Part(1.0 / (request.Scopes.Length - campaigns.Count)) };
            campaigns.Add(engine.Campaign(scope, request.Rules, options, (traces, steps) => progress?.OnTraces(traces, steps)));
        }

        var groups = request.Rules
            .SelectMany(rule => campaigns.SelectMany(campaign => campaign.Hits.Where(hit => hit.Rule == rule))
                .GroupBy(hit => hit.Trigger))
            .Select(hits => hits.ToImmutableArray())
            .ToImmutableArray();
        var findings = engine.Shorten(groups, request.Limits with { Time = request.Options.Time }, rule => progress?.BeginRule(engine.Subject, rule));
        return new CheckOutcome(engine.Subject, campaigns.ToImmutable(),
        [
            .. request.Rules.SelectMany(rule => findings.Where(finding => finding.Counterexample.Rule == rule)
                .OrderBy(finding => finding, FindingOrder.Instance)),
        ]);
    }
}
