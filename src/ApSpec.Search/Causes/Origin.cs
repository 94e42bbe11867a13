using System.Collections.Immutable;
using ApSpec.Check;

namespace ApSpec.Search.Causes;

/// <summary>Where a trace first goes wrong.</summary>
/// <param name="Key">The trace up to there, as text.</param>
/// <param name="Step">The step, from 1.</param>
/// <param name="Rules">The rules that this step violates.</param>
/// <param name="Partings">
/// For each of the nearest calls that go right - the same call, when one operation before it is left out - the places of the code in which the
/// two part. Every place of the call, once, when none goes right.
/// </param>
public sealed record Origin(string Key, int Step, ImmutableArray<OriginRule> Rules, ImmutableArray<ImmutableArray<CodePlace>> Partings)
{
    /// <summary>All places in which its call parts from one that goes right.</summary>
    public IEnumerable<CodePlace> Places => Partings.SelectMany(parting => parting).Distinct();

    /// <summary>True when <paramref name="rule"/> or, where that is not among those of both, any rule is violated in both for the same reason.</summary>
    public bool IsLike(Origin other, string rule)
    {
        var isOfBoth = Rules.Any(one => one.Rule == rule) && other.Rules.Any(one => one.Rule == rule);
        return Rules.Any(one => other.Rules.Any(its => AreAlike(one, this, its, other) && (!isOfBoth || one.Rule == rule)));
    }

    /// <summary>
    /// True when the same rule is violated in both, with the same sign or, where it has none, when whatever parts the one call from what goes right
    /// has half of its places in common with what parts the other. One way round is enough when there are two such partings or more: the other
    /// trace may need more operations for reasons of its own.
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

    // By half of the places, or of the other's when they are fewer: ways to different defects may share a few lines.
    private bool IsCoveredBy(Origin other)
    {
        var places = other.Places.ToHashSet();
        return places.Count == 0 || Partings.All(parting => parting.IsEmpty || 2 * parting.Count(places.Contains) >= Math.Min(parting.Length, places.Count));
    }
}
