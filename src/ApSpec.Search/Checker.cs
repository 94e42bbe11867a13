using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Explore;
using ApSpec.Search.Causes;
using ApSpec.Search.Locks;
using ApSpec.Search.Threads;

namespace ApSpec.Search;

/// <summary>A whole check: campaigns in every scope, the causes of what they find, and for each cause and rule the shortest counterexample with its proof.</summary>
public static class Checker
{
    // The share of the remaining time for campaigns; the rest is for shortening.
    private const double CampaignsShare = 0.6;

    // The share of the time after the campaigns that is spent on finding causes.
    private const double DraftsShare = 0.4;

    /// <summary>Checks one subject in this process.</summary>
    public static CheckOutcome Run(CheckRequest request, Subject subject, ICheckProgress? progress = null) =>
        Run(request, new LocalEngine(subject, request.Options.Jobs), progress);

    /// <summary>Checks one subject.</summary>
    public static CheckOutcome Run(CheckRequest request, ICheckEngine engine, ICheckProgress? progress = null) =>
        Conclude(request, engine, Campaigns(request, engine, progress), progress);

    /// <summary>The campaigns of a check, one in each scope.</summary>
    public static ImmutableArray<CampaignResult> Campaigns(CheckRequest request, ICheckEngine engine, ICheckProgress? progress = null)
    {
        var campaigns = ImmutableArray.CreateBuilder<CampaignResult>();
        var time = request.Options.Time?.Part(CampaignsShare);
        foreach (var scope in request.Scopes)
        {
            progress?.BeginScope(engine.Subject, scope);
            var options = request.Options with { Time = time?.Part(1.0 / (request.Scopes.Length - campaigns.Count)) };
            var isFirst = progress is { WantsFirst: true } && campaigns.All(before => before.Hits.IsEmpty);
            campaigns.Add(engine.Campaign(scope, request.Rules, options, (traces, steps) => progress?.OnTraces(traces, steps)));
            if (isFirst && !campaigns[^1].Hits.IsEmpty)
                TellWorst(engine, campaigns[^1].Hits, time, progress!);
        }

        return campaigns.ToImmutable();
    }

    /// <summary>The rest of a check: what the campaigns found, shortened and sorted by cause. It depends on nothing but their results.</summary>
    public static CheckOutcome Conclude(CheckRequest request, ICheckEngine engine, ImmutableArray<CampaignResult> campaigns, ICheckProgress? progress = null)
    {
        var groups = request.Rules
            .SelectMany(rule => campaigns.SelectMany(campaign => campaign.Hits.Where(hit => hit.Rule == rule)).GroupBy(hit => hit.Trigger))
            .Select(HitChoice.Choose)
            .ToImmutableArray();
        var drafts = engine.Draft(groups, request.Options.Time?.Part(DraftsShare), rule => progress?.BeginRule(engine.Subject, rule));
        var order = groups.Select((hits, i) => (Key: (hits[0].Rule.Id, hits[0].Trigger), i)).ToDictionary(row => row.Key, row => row.i);
        var causes = CauseClusters.Group([.. drafts.OrderBy(draft => order[(draft.Hit.Rule.Id, draft.Hit.Trigger)])]);
        ImmutableArray<(int Cause, ImmutableArray<Draft> Drafts)> wanted =
        [
            .. causes.SelectMany((cause, number) => cause.GroupBy(draft => (draft.Hit.Rule.Id, draft.Hit.Trigger))
                .Select(group => (number, group.ToImmutableArray()))),
        ];
        var findings = engine.Shorten(
            [.. wanted.Select(one => new DraftGroup(one.Drafts, request.KnownOf(one.Drafts[0].Hit.Rule, one.Drafts[0].Hit.Trigger)))],
            request.Limits with { Time = request.Options.Time }, rule => progress?.BeginRule(engine.Subject, rule));
        var gathered = wanted.Select(one => one.Cause).Distinct().ToDictionary(cause => cause, _ => new List<Finding>());
        foreach (var (finding, one) in findings.Zip(wanted))
            gathered[one.Cause].Add(finding);
        var left = findings.Zip(wanted).Where(pair => pair.First.Counterexample.Minimality == Minimality.OtherCause)
            .Select(pair => new DraftGroup([TraceOrder.Simplest(pair.Second.Drafts) with { Origin = null }])).ToImmutableArray();
        List<List<Finding>> all = [.. gathered.Values];
        foreach (var shorter in engine.Shorten(left, request.Limits with { Time = request.Options.Time }, rule => progress?.BeginRule(engine.Subject, rule)))
            Put([shorter], all);
        foreach (var group in TakeCutOff(all))
            Put(group, all);
        TakeExcluded(all, campaigns);
        return new CheckOutcome(engine.Subject, campaigns, [.. all.Select(cause => new Cause(cause)).Order()]);
    }

    // A check takes a while; who waits for it sees at once that there is something, and what.
    private static void TellWorst(ICheckEngine engine, IEnumerable<CampaignHit> hits, TimeLimit? time, ICheckProgress progress)
    {
        var worst = hits.OrderBy(hit => Severities.Of(hit.Rule)).ThenBy(hit => TraceOrder.KeyOf(hit.Trace)).First();
        var draft = engine.Draft([[worst]], time, null)[0];
        progress.OnFirst(engine.Subject, worst.Rule, worst.Trigger, draft.Trace);
    }

    // The cause of a trace was determined before it was shortened. Traces that ran out of time are compared once more, now that others are short.
    private static IEnumerable<ImmutableArray<Finding>> TakeCutOff(List<List<Finding>> causes)
    {
        var taken = new Dictionary<Draft, Finding>(ReferenceEqualityComparer.Instance); // two hits may shrink to one trace
        foreach (var finding in causes.SelectMany(cause => cause).Where(finding => finding.Counterexample.Minimality == Minimality.CutOff))
            taken.Add(DraftOf(finding), finding);
        causes.ForEach(cause => cause.RemoveAll(finding => finding.Counterexample.Minimality == Minimality.CutOff));
        causes.RemoveAll(cause => cause.Count == 0);
        return CauseClusters.Group([.. taken.Keys]).Select(group => group.Select(draft => taken[draft]).ToImmutableArray());
    }

    // A trace has the orders of locks by class, not which other locks were held: what a lock excludes over all traces is no cycle.
    private static void TakeExcluded(List<List<Finding>> causes, ImmutableArray<CampaignResult> campaigns)
    {
        if (!causes.SelectMany(cause => cause).Any(OrderOutcome.IsOfOrder))
            return;
        var excluded = OrderOutcome.ExcludedIn(campaigns);
        causes.ForEach(cause => cause.RemoveAll(finding => OrderOutcome.IsExcluded(finding, excluded)));
        causes.RemoveAll(cause => cause.Count == 0);
    }

    private static Draft DraftOf(Finding finding)
    {
        var found = finding.Counterexample;
        return new Draft(new CampaignHit(found.Rule, found.Trigger, 0, finding.Seed, found.Trace), found.Trace, finding.Origin);
    }

    // The search for a shorter trace may arrive at another cause. Findings then belong there, unless that cause has simpler ones.
    private static void Put(ImmutableArray<Finding> findings, List<List<Finding>> causes)
    {
        var cause = causes.FirstOrDefault(one => one.Any(other => findings.Any(finding => IsLike(finding, other))));
        if (cause is null)
            causes.Add(cause = []);
        foreach (var finding in findings)
        {
            var found = finding.Counterexample;
            var same = cause.FindIndex(other => other.Counterexample.Rule == found.Rule && other.Counterexample.Trigger == found.Trigger);
            if (same < 0)
                cause.Add(finding);
            else if (FindingOrder.Instance.Compare(finding, cause[same]) < 0)
                cause[same] = finding;
        }
    }

    private static bool IsLike(Finding finding, Finding other) =>
        finding.Origin is { } origin && other.Origin?.IsLike(origin, finding.Counterexample.Rule.Id) == true;
}
