using System.Collections.Immutable;
using System.Numerics;
using ApSpec.RealDriver.Races;
using ApSpec.RealDriver.Review;

namespace ApSpec.Report;

/// <summary>Accesses that a change takes the common lock from, in words: one sentence for all that one function does under the same locks.</summary>
internal static class RaceWords
{
    /// <summary>Each sentence, with the place of the access that has the fewer locks.</summary>
    public static ImmutableArray<(PairedAccess Place, string Text)> Of(ReviewOutcome outcome) =>
    [
        .. (outcome.Races ?? []).Select(Sorted).GroupBy(pair => (pair.Fewer.Function, pair.Fewer.Locks))
            .Select(group => (group.First().Fewer, Sentence(group.First(), group.Count()))),
    ];

    private static (PairedAccess Fewer, PairedAccess More, AccessPair Pair) Sorted(AccessPair pair) =>
        BitOperations.PopCount(pair.First.Locks) < BitOperations.PopCount(pair.Second.Locks)
            ? (pair.First, pair.Second, pair) : (pair.Second, pair.First, pair);

    private static string Sentence((PairedAccess Fewer, PairedAccess More, AccessPair Pair) one, int count) =>
        $"{Place(one.Fewer)} {Verb(one.Fewer)} byte {one.Pair.At} of {one.Pair.Object} under {Locks(one.Fewer)}, {Place(one.More)} {Verb(one.More)} it under "
        + $"{Locks(one.More)}: no lock in common, and no such pair before the change{(count > 1 ? $" (and {count - 1} more like it)" : "")}";

    private static string Place(PairedAccess access) => access.File.Length == 0 ? access.Function : $"{access.Function} ({access.File}:{access.Line})";

    private static string Verb(PairedAccess access) => access.IsWrite ? "writes" : "reads";

    private static string Locks(PairedAccess access) => string.Join(" and ", access.Held.Select(TraceLegend.Name)) is { Length: > 0 } names ? names : "no lock";
}
