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
    /// <summary>True to stop as soon as anything is noticed: when a check finds a new violation, the comparison is skipped.</summary>
    public bool EndsWhenNoticed { get; init; }
}
