using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Review;

/// <summary>What the comparison of two subjects in one scope saw.</summary>
/// <param name="Scope">The scope.</param>
/// <param name="Traces">Traces that ran on both.</param>
/// <param name="Steps">Operations that both did.</param>
/// <param name="Found">Each kind of difference, with a shortened trace.</param>
/// <param name="CutBy">Traces cut short without a verdict, by the reason.</param>
/// <param name="LeftOut">Operations that only one of them has.</param>
public sealed record ScopeDifferences(
    Scope Scope, long Traces, long Steps, ImmutableArray<Difference> Found, ImmutableSortedDictionary<string, long> CutBy, ImmutableArray<string> LeftOut)
{
    /// <summary>For each reason that is reported, the shortest trace that was cut short for it.</summary>
    public ImmutableArray<CutTrace> Cut { get; init; } = [];

    /// <summary>The shortest trace of each kind of difference, over several scopes.</summary>
    public static ImmutableArray<Difference> Shortest(ImmutableArray<ScopeDifferences> seen) =>
    [
        .. seen.SelectMany(scope => scope.Found).GroupBy(difference => difference.Key).Select(group => group.MinBy(difference => TraceOrder.KeyOf(difference.Trace))!)
            .OrderBy(difference => TraceOrder.KeyOf(difference.Trace)).ThenBy(difference => difference.Key, StringComparer.Ordinal),
    ];
}
