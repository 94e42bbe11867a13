using System.Collections.Immutable;
using ApSpec.Check;

namespace ApSpec.Search.Causes;

/// <summary>The first violation of a trace.</summary>
/// <param name="Key">The trace up to that step, as text.</param>
/// <param name="Step">The step, from 1.</param>
/// <param name="Rules">The rules that this step violates.</param>
/// <param name="Partings">
/// The violating call is compared with correct ones: the same call, after a trace that lacks one operation. For each of the nearest of
/// these, the places of the code that only one of the two calls runs. One entry with every place of the call when none is correct.
/// </param>
public sealed record Origin(string Key, int Step, ImmutableArray<OriginRule> Rules, ImmutableArray<ImmutableArray<CodePlace>> Partings)
{
    /// <summary>All places in which its call differs from a correct one.</summary>
    public IEnumerable<CodePlace> Places => Partings.SelectMany(parting => parting).Distinct();

    /// <summary>True when both violate <paramref name="rule"/> for the same reason; or any rule, when <paramref name="rule"/> is not violated in both.</summary>
    public bool IsLike(Origin other, string rule)
    {
        var isOfBoth = Rules.Any(one => one.Rule == rule) && other.Rules.Any(one => one.Rule == rule);
        return Rules.Any(one => other.Rules.Any(its => AreAlike(one, this, its, other) && (!isOfBoth || one.Rule == rule)));
    }

    /// <summary>
    /// True when the same rule is violated in both with the same sign. Without a sign, the places that set one call apart from correct calls
    /// must have half in common with those of the other. This must hold both ways, or one way if that side has two partings or more: the
    /// other trace may need more operations for other reasons.
    /// </summary>
    public static bool AreAlike(OriginRule rule, Origin origin, OriginRule other, Origin its) =>
        rule.Rule == other.Rule && rule.Sign == other.Sign && (rule.Sign is not null || IsSame(origin, its));

    private static bool IsSame(Origin one, Origin other) => (one.IsCoveredBy(other), other.IsCoveredBy(one)) switch
    {
        (true, true) => true,
        (true, false) => one.Partings.Length > 1,
        (false, true) => other.Partings.Length > 1,
        _ => false,
    };

    // Half of the places, or half of the other's when those are fewer: paths to different defects may share a few lines.
    private bool IsCoveredBy(Origin other)
    {
        var places = other.Places.ToHashSet();
        return places.Count == 0 || Partings.All(parting => parting.IsEmpty || 2 * parting.Count(places.Contains) >= Math.Min(parting.Length, places.Count));
    }
}
