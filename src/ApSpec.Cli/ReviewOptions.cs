using System.Collections.Immutable;
using ApSpec.Explore;
using ApSpec.Rules;
using ApSpec.Search;

namespace ApSpec.Cli;

/// <summary>How much a review runs.</summary>
/// <param name="Campaign">The campaign in each scope, on both drivers.</param>
/// <param name="Rules">The rules.</param>
/// <param name="Scope">The one scope; null for the plan's.</param>
/// <param name="Limits">The budget of each counterexample.</param>
internal sealed record ReviewOptions(CampaignOptions Campaign, ImmutableArray<Rule> Rules, string? Scope, SearchLimits Limits)
{
    /// <summary>What is asked is whether anything is noticed: the checks are enough when a rule is violated that was not before.</summary>
    public bool EndsWhenNoticed { get; init; }
}
