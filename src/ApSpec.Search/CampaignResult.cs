using System.Collections.Immutable;
using ApSpec.Search.Locks;
using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>What a campaign in one scope saw.</summary>
/// <param name="Scope">The scope.</param>
/// <param name="Traces">Traces run.</param>
/// <param name="Steps">Operations done.</param>
/// <param name="CutBy">Traces that have no verdict from some step on, counted by reason: a counter at its cap, or a sentence.</param>
/// <param name="IsComplete">False when time ran out.</param>
/// <param name="Hits">For each violated rule, kind of violating operation and shape, the hit with the lowest seed.</param>
/// <param name="Judged">Ids of the rules that were judged.</param>
/// <param name="Witnessed">Ids of the rules with a premise that held in some trace.</param>
public sealed record CampaignResult(
    Scope Scope,
    long Traces,
    long Steps,
    ImmutableSortedDictionary<string, long> CutBy,
    bool IsComplete,
    ImmutableArray<CampaignHit> Hits,
    ImmutableHashSet<string> Judged,
    ImmutableHashSet<string> Witnessed)
{
    /// <summary>Each way to take one lock under another that a trace showed, with the lowest seed.</summary>
    public ImmutableArray<SeenOrder> Orders { get; init; } = [];

    /// <summary>All of these traces.</summary>
    public long Cut => CutBy.Values.Sum();

    /// <summary>This and the same of other traces in the same scope, as one campaign over all of them.</summary>
    public CampaignResult And(CampaignResult other) => this with
    {
        Traces = Traces + other.Traces,
        Steps = Steps + other.Steps,
        CutBy = CutReasons.Sum([CutBy, other.CutBy]),
        IsComplete = IsComplete && other.IsComplete,
        Hits =
        [
            .. Hits.Concat(other.Hits).GroupBy(hit => (hit.Rule.Id, hit.Trigger, hit.Shape)).Select(same => same.MinBy(hit => hit.Seed)!)
                .OrderBy(hit => hit.Rule.Id, StringComparer.Ordinal).ThenBy(hit => hit.Trigger.Order).ThenBy(hit => hit.Shape),
        ],
        Orders = [.. SeenOrder.First(Orders.Concat(other.Orders))],
        Judged = Judged.Union(other.Judged),
        Witnessed = Witnessed.Union(other.Witnessed),
    };
}
