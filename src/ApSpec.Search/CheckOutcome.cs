using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Rules;
using ApSpec.Search.Causes;

namespace ApSpec.Search;

/// <summary>What a check found on one subject.</summary>
/// <param name="Subject">What was checked.</param>
/// <param name="Campaigns">The campaigns, in the order of the request's scopes.</param>
/// <param name="Causes">The causes, the worst first. A cause has one finding for each rule and kind of violating operation.</param>
public sealed record CheckOutcome(
    Subject Subject, ImmutableArray<CampaignResult> Campaigns, ImmutableArray<Cause> Causes)
{
    /// <summary>All findings, by rule in the order of the rule book, then the simplest first.</summary>
    public ImmutableArray<Finding> Findings { get; } =
    [
        .. RuleBook.All.SelectMany(rule => Causes.SelectMany(cause => cause.Findings).Where(finding => finding.Counterexample.Rule == rule)
            .OrderBy(finding => finding, FindingOrder.Instance)),
    ];

    /// <summary>The causes with unique names: that of the head, and a number when two heads have the same.</summary>
    public IEnumerable<(string Name, Cause Cause)> NamedCauses => Causes.Select((cause, i) =>
        Causes.Take(i).Count(before => before.Name == cause.Name) is > 0 and var count ? ($"{cause.Name} ({count + 1})", cause) : (cause.Name, cause));

    /// <summary>Traces of all campaigns that were cut off without a verdict, counted by reason.</summary>
    public ImmutableSortedDictionary<string, long> CutBy => CutReasons.Sum(Campaigns.Select(campaign => campaign.CutBy));

    /// <summary>The findings of a rule, the simplest first; empty when no trace violated it.</summary>
    public IEnumerable<Finding> FindingsOf(string rule) => Findings.Where(finding => finding.Counterexample.Rule.Id == rule);

    /// <summary>Traces in scopes in which the rule was judged.</summary>
    public long TracesOf(string rule) => Campaigns.Where(c => c.Judged.Contains(rule)).Sum(c => c.Traces);

    /// <summary>True when the rule's premise held in some trace. A rule without that was not tested, so it has not passed.</summary>
    public bool IsWitnessed(string rule) => Campaigns.Any(c => c.Witnessed.Contains(rule));
}
