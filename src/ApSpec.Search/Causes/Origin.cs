using System.Collections.Immutable;
using ApSpec.Check;

namespace ApSpec.Search.Causes;

/// <summary>Where a trace first goes wrong.</summary>
/// <param name="Key">The trace up to there, as text.</param>
/// <param name="Step">The step, from 1.</param>
/// <param name="Rules">The rules that this step violates.</param>
/// <param name="Places">
/// The places of the code by which its call differs from the nearest calls that go right: the same call, when one operation before it is left
/// out. Every place of the call when none goes right.
/// </param>
public sealed record Origin(string Key, int Step, ImmutableArray<OriginRule> Rules, ImmutableArray<CodePlace> Places)
{
    /// <summary>True when a rule is violated in both for the same reason.</summary>
    public bool IsLike(Origin other) => Rules.Any(rule => other.Rules.Any(its => AreAlike(rule, this, its, other)));

    /// <summary>True when the same rule is violated in both, with the same sign or, where it has none, by a way through the code in common.</summary>
    public static bool AreAlike(OriginRule rule, Origin origin, OriginRule other, Origin place) =>
        rule.Rule == other.Rule && rule.Sign == other.Sign
        && (rule.Sign is not null || origin.Places.IsEmpty || place.Places.IsEmpty || origin.Places.Intersect(place.Places).Any());
}
