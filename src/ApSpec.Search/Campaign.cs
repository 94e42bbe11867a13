using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Rules;
using ApSpec.Search.Locks;
using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>Random traces of one scope on one subject, judged at every step by every rule.</summary>
public sealed class Campaign(Subject subject, Scope scope, IEnumerable<Rule> rules)
{
    private readonly ImmutableArray<Rule> rules = [.. rules];

    /// <summary>Runs; <paramref name="progress"/> gets traces and steps done so far.</summary>
    public CampaignResult Run(CampaignOptions options, Action<long, long>? progress = null)
    {
        var workers = new CampaignWorkers(
            () => new CampaignWorker(new Judge(subject.Create(scope), rules), options.LengthMax, options.Pulse),
            options, progress).Run();
        var judged = workers[0].Judge.Rules;
        var traces = workers.Sum(worker => worker.Traces);
        var witnessed = workers.Aggregate(RuleBits.None, (bits, worker) => bits | worker.Judge.Witnessed);
        return new CampaignResult(scope, traces, workers.Sum(worker => worker.Steps), CutReasons.Sum(workers.Select(worker => worker.CutBy)),
            traces == options.Traces, HitsOf(workers),
            [.. judged.Select(rule => rule.Id)],
            [.. judged.Where((_, i) => witnessed.Has(i)).Select(rule => rule.Id)])
        {
            Orders = [.. SeenOrder.First(workers.SelectMany(worker => worker.Orders))],
        };
    }

    private ImmutableArray<CampaignHit> HitsOf(IReadOnlyList<CampaignWorker> workers) =>
    [
        .. workers.SelectMany(worker => worker.Hits).GroupBy(hit => hit.Key)
            .OrderBy(group => group.Key.Rule).ThenBy(group => group.Key.Trigger.Order).ThenBy(group => group.Key.Shape)
            .Select(group => (group.Key, First: group.MinBy(hit => hit.Value.Seed).Value))
            .Select(hit => new CampaignHit(workers[0].Judge.Rules[hit.Key.Rule], hit.Key.Trigger, hit.Key.Shape, hit.First.Seed,
                SeededTrace.Draw(scope, subject.Era, hit.First.Seed, hit.First.Length))),
    ];
}
