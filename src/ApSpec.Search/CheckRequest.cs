using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Explore;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>What a check is asked to do.</summary>
/// <param name="Subjects">What is checked.</param>
/// <param name="Rules">The rules.</param>
/// <param name="Scopes">The scopes to sample.</param>
/// <param name="Options">The campaign in each scope.</param>
/// <param name="Limits">The budget of each proof.</param>
public sealed record CheckRequest(
    ImmutableArray<Subject> Subjects,
    ImmutableArray<Rule> Rules,
    ImmutableArray<Scope> Scopes,
    CampaignOptions Options,
    SearchLimits Limits)
{
    /// <summary>Findings of another driver: their traces are tried before a short trace is searched for.</summary>
    public ImmutableArray<Finding> Known { get; init; } = [];

    internal ImmutableArray<Trace> KnownOf(Rule rule, Trigger trigger) =>
    [
        .. Known.Select(finding => finding.Counterexample)
            .Where(found => found.Rule == rule && found.Trigger == trigger && found.Minimality != Minimality.CutOff).Select(found => found.Trace),
    ];
}
