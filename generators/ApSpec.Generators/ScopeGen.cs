using System.Collections.Immutable;
using System.Numerics;
using ApSpec.Architecture;
using ApSpec.Vocabulary;
using FsCheck;
using FsCheck.Fluent;

namespace ApSpec.Generators;

/// <summary>Random scopes: up to three mdevs, guests, adapters and domains, any features, any machine.</summary>
public static class ScopeGen
{
    private const int CountMax = 3;
    private static readonly int[] Caps = [3, 7, 15];
    private static readonly CrycbFormat[] Formats =
        [CrycbFormat.Format2, CrycbFormat.Format2, CrycbFormat.Format1, CrycbFormat.Format0];

    /// <summary>Scopes that a trace file can name.</summary>
    public static Gen<Scope> Any { get; } = Gen.Choose(0, int.MaxValue - 1).ArrayOf(25).Select(FromChoices);

    /// <summary>The same, shrinking to fewer features and fewer entities.</summary>
    public static Arbitrary<Scope> Arb { get; } = FsCheck.Fluent.Arb.From(Any, Smaller);

    private static Scope FromChoices(int[] choices)
    {
        var next = 0;
        int Draw(int bound) => choices[next++] % bound;
        var scope = new Scope
        {
            Mdevs = 1 + Draw(CountMax),
            Kvms = 1 + Draw(CountMax),
            Format = Formats[Draw(Formats.Length)],
            Features = (Features)Draw((int)Features.All + 1),
            Profile = Draw(3) == 0 ? Profile.Hostile : Profile.Core,
            Crycbd = Draw(8) != 0,
            Gisa = Draw(8) != 0,
            Cap = Caps[Draw(Caps.Length)],
            Depth = 1 + Draw(4),
            Instances = Draw(CountMax + 1),
            Aiv = Draw(8) != 0,
        };
        return scope with
        {
            Adapters = [.. Distinct(Draw, scope.ApmMax + 1).Select(id => new Apid((byte)id))],
            Domains = [.. Distinct(Draw, scope.AqmMax + 1).Select(id => new Apqi((byte)id))],
            Iscs = [.. Distinct(Draw, 8).Select(isc => (byte)isc)],
            Pages = [.. Distinct(Draw, 0x80000).Select(page => (uint)page)],
            Features = scope.Features | (Draw(4) == 0 ? (Features)((uint)Features.Descriptors << Draw(BitOperations.PopCount((uint)Features.Compiled))) : Features.None),
        };
    }

    // Three numbers, some of which may be the same.
    private static IEnumerable<int> Distinct(Func<int, int> draw, int bound) =>
        new[] { draw(bound), draw(bound), draw(bound) }.Distinct().Order();

    private static IEnumerable<Scope> Smaller(Scope scope)
    {
        foreach (var feature in Enum.GetValues<Features>().Where(f => BitOperations.IsPow2((uint)f) && scope.Has(f)))
            yield return scope with { Features = scope.Features & ~feature };
        if (scope.Mdevs > 1)
            yield return scope with { Mdevs = scope.Mdevs - 1 };
        if (scope.Kvms > 1)
            yield return scope with { Kvms = scope.Kvms - 1 };
        if (scope.Adapters.Length > 1)
            yield return scope with { Adapters = ButLast(scope.Adapters) };
        if (scope.Domains.Length > 1)
            yield return scope with { Domains = ButLast(scope.Domains) };
        if (scope.Iscs.Length > 1)
            yield return scope with { Iscs = ButLast(scope.Iscs) };
        if (scope.Pages.Length > 1)
            yield return scope with { Pages = ButLast(scope.Pages) };
    }

    private static ImmutableArray<T> ButLast<T>(ImmutableArray<T> items) => items.RemoveAt(items.Length - 1);
}
