using System.Collections.Immutable;
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
    /// <summary>All of these traces.</summary>
    public long Cut => CutBy.Values.Sum();
}
