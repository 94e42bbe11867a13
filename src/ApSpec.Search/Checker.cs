using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Search.Causes;

namespace ApSpec.Search;

/// <summary>The main job: campaigns in every scope, the causes of what they meet, and for each cause and rule the shortest counterexample with its proof.</summary>
public static class Checker
{
    // Of the time that is left, for campaigns; the rest is for making short what they find.
    private const double CampaignsShare = 0.6;

    // Of what is left then, for telling the causes of what was found from each other.
    private const double DraftsShare = 0.4;

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
            .SelectMany(rule => campaigns.SelectMany(campaign => campaign.Hits.Where(hit => hit.Rule == rule)).GroupBy(hit => hit.Trigger))
            .Select(HitChoice.Of)
            .ToImmutableArray();
        var drafts = engine.Draft(groups, request.Options.Time?.Part(DraftsShare), rule => progress?.BeginRule(engine.Subject, rule));
        var order = groups.Select((hits, i) => (Key: (hits[0].Rule.Id, hits[0].Trigger), i)).ToDictionary(row => row.Key, row => row.i);
        var causes = CauseClusters.Of([.. drafts.OrderBy(draft => order[(draft.Hit.Rule.Id, draft.Hit.Trigger)])]);
        ImmutableArray<(int Cause, ImmutableArray<Draft> Drafts)> wanted =
        [
            .. causes.SelectMany((cause, number) => cause.GroupBy(draft => (draft.Hit.Rule.Id, draft.Hit.Trigger))
                .Select(group => (number, group.ToImmutableArray()))),
        ];
        var findings = engine.Shorten([.. wanted.Select(one => one.Drafts)], request.Limits with { Time = request.Options.Time },
            rule => progress?.BeginRule(engine.Subject, rule));
        return new CheckOutcome(engine.Subject, campaigns.ToImmutable(),
        [
            .. findings.Zip(wanted, (finding, one) => (finding, one.Cause)).GroupBy(row => row.Cause, row => row.finding)
                .Select(group => new Cause(group)).Order(),
        ]);
    }
}
