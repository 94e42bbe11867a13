using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>A rule violated by a random trace, as found: not yet minimized.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Seed">The seed that decodes to the trace.</param>
/// <param name="Trace">The trace up to the violation.</param>
public sealed record CampaignHit(Rule Rule, ulong Seed, Trace Trace);
