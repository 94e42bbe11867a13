using ApSpec.Check;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>A rule violated by a random trace, as found: not yet minimized.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Trigger">The kind of operation that violates it.</param>
/// <param name="Shape">The <see cref="HitShape"/>: hits with different shapes may have different causes.</param>
/// <param name="Seed">The seed that decodes to the trace.</param>
/// <param name="Trace">The trace up to the violation.</param>
public sealed record CampaignHit(Rule Rule, Trigger Trigger, ulong Shape, ulong Seed, Trace Trace);
