using System.Collections.Immutable;
using System.Numerics;
using ApSpec.RealDriver.Races;
using ApSpec.RealDriver.Review;

namespace ApSpec.Report;

/// <summary>Accesses without a common lock, in words: one sentence for all accesses of a function under the same locks.</summary>
public static class RaceWords
{
    /// <summary>Accesses that lose their common lock by a change. Each sentence has the place of the access with fewer locks.</summary>
    internal static ImmutableArray<(PairedAccess Place, string Text)> Sentences(ReviewOutcome outcome) => Sentences(outcome.Races ?? [], ", and no such pair before the change");

    /// <summary>Accesses of an unchanged driver.</summary>
    public static string Format(string driver, RacesRun run)
    {
        var sentences = Sentences(run.Pairs, "");
        return string.Concat(sentences.Select(one => MailText.Wrap(one.Text, "  ", "    ") + "\n")
            .Prepend(MailText.Wrap($"{driver}: {Counts.Of(sentences.Length, "place")} where a lock that others hold is not held, in {Counts.Of(run.Traces, "trace")}", "", "  ") + "\n"));
    }

    private static ImmutableArray<(PairedAccess Place, string Text)> Sentences(ImmutableArray<AccessPair> pairs, string since) =>
    [
        .. pairs.Select(Sorted).GroupBy(pair => (pair.Fewer.Function, pair.Fewer.Locks))
            .Select(group => (group.First().Fewer, Sentence(group.First(), since, group.Count()))),
    ];

    private static (PairedAccess Fewer, PairedAccess More, AccessPair Pair) Sorted(AccessPair pair) =>
        BitOperations.PopCount(pair.First.Locks) < BitOperations.PopCount(pair.Second.Locks)
            ? (pair.First, pair.Second, pair) : (pair.Second, pair.First, pair);

    private static string Sentence((PairedAccess Fewer, PairedAccess More, AccessPair Pair) one, string since, int count) =>
        $"{Place(one.Fewer)} {Verb(one.Fewer)} byte {one.Pair.At} of the object from {one.Pair.Object} under {Locks(one.Fewer)}, {Place(one.More)} {Verb(one.More)} it under "
        + $"{Locks(one.More)}: no lock in common{since}{(count > 1 ? $" (and {count - 1} more like it)" : "")}";

    private static string Place(PairedAccess access) => access.File.Length == 0 ? access.Function : $"{access.Function} ({access.File}:{access.Line})";

    private static string Verb(PairedAccess access) => access.IsWrite ? "writes" : "reads";

    private static string Locks(PairedAccess access) => string.Join(" and ", access.Held.Select(TraceLegend.Name)) is { Length: > 0 } names ? names : "no lock";
}
