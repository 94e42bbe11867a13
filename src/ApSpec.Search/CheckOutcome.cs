using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Rules;
using ApSpec.Search.Causes;

namespace ApSpec.Search;

/// <summary>What a check found on one subject.</summary>
/// <param name="Subject">What was checked.</param>
/// <param name="Campaigns">The campaigns, in the order of the request's scopes.</param>
/// <param name="Causes">Why it goes wrong, the worst first; each with its findings, one for each rule and kind of violating operation.</param>
public sealed record CheckOutcome(
    Subject Subject, ImmutableArray<CampaignResult> Campaigns, ImmutableArray<Cause> Causes)
{
    /// <summary>All findings, by rule in the order of the rule book, then the simplest first.</summary>
    public ImmutableArray<Finding> Findings { get; } =
    [
        .. RuleBook.All.SelectMany(rule => Causes.SelectMany(cause => cause.Findings).Where(finding => finding.Counterexample.Rule == rule)
            .OrderBy(finding => finding, FindingOrder.Instance)),
    ];

    /// <summary>The causes, each with a name of its own: that of its head, and a number where another one has it, too.</summary>
    public IEnumerable<(string Name, Cause Cause)> NamedCauses => Causes.Select((cause, i) =>
        Causes.Take(i).Count(before => before.Name == cause.Name) is > 0 and var count ? ($"{cause.Name} ({count + 1})", cause) : (cause.Name, cause));

    /// <summary>Traces of all campaigns that were cut off without a verdict, by the reason.</summary>
    public ImmutableSortedDictionary<string, long> CutBy => CutReasons.Sum(Campaigns.Select(campaign => campaign.CutBy));

    /// <summary>The findings of a rule, the simplest first; empty when no trace violated it.</summary>
    public IEnumerable<Finding> FindingsOf(string rule) => Findings.Where(finding => finding.Counterexample.Rule.Id == rule);

    /// <summary>Traces in scopes in which the rule was judged.</summary>
    public long TracesOf(string rule) => Campaigns.Where(c => c.Judged.Contains(rule)).Sum(c => c.Traces);

    /// <summary>True when the rule's premise held in some trace: a rule that was never put to the test is not green.</summary>
    public bool IsWitnessed(string rule) => Campaigns.Any(c => c.Witnessed.Contains(rule));
}
