using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Search;
using ApSpec.Search.Review;

namespace ApSpec.Report;

/// <summary>A trace on which two compiled drivers differ, with its steps on each, and the kinds of difference that it shows first.</summary>
/// <param name="Difference">The trace, and what differs after its last operation.</param>
/// <param name="StepsOfA">Its steps on the first driver; null when it kills the process.</param>
/// <param name="StepsOfB">Its steps on the second.</param>
/// <param name="Keys">The kinds of difference: a field, the result of a kind of operation, a rule that only one driver violates, a fault.</param>
public sealed record ShownDifference(Difference Difference, ImmutableArray<RecordedStep>? StepsOfA, ImmutableArray<RecordedStep>? StepsOfB, ImmutableArray<string> Keys)
{
    /// <summary>Each kind of difference once, with the first trace that shows it; traces in the order of <paramref name="found"/>, the shortest first.</summary>
    /// <param name="a">The first driver.</param>
    /// <param name="b">The second.</param>
    /// <param name="found">The differences.</param>
    /// <param name="onA">Runs a trace on the first driver; null when that ends the process.</param>
    /// <param name="onB">The same on the second.</param>
    public static ImmutableArray<ShownDifference> Collect(
        Subject a, Subject b, ImmutableArray<Difference> found, Func<Vocabulary.Trace, ReplayedTrace?> onA, Func<Vocabulary.Trace, ReplayedTrace?> onB)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        var shown = ImmutableArray.CreateBuilder<ShownDifference>();
        foreach (var difference in found)
        {
            var (ranA, ranB) = (onA(difference.Trace), onB(difference.Trace));
            string[] keys =
            [
                .. difference.Parts.Select(part => KeyOf(part, difference, a, b)),
                .. RulesOf(difference, ranA).Except(RulesOf(difference, ranB)).Select(rule => $"rule {rule}, violated by {a.Name} alone"),
                .. RulesOf(difference, ranB).Except(RulesOf(difference, ranA)).Select(rule => $"rule {rule}, violated by {b.Name} alone"),
            ];
            ImmutableArray<string> fresh = [.. keys.Where(known.Add).Order(StringComparer.Ordinal)];
            if (!fresh.IsEmpty)
                shown.Add(new ShownDifference(difference, ranA?.Steps, ranB?.Steps, fresh));
        }

        return shown.ToImmutable();
    }

    // A violation before the difference is on both.
    private static IEnumerable<string> RulesOf(Difference difference, ReplayedTrace? ran) =>
        (ran?.Violations ?? []).Where(violation => violation.Step == difference.Trace.Operations.Length).Select(violation => violation.Rule);

    private static string KeyOf(DifferencePart part, Difference difference, Subject a, Subject b) => part switch
    {
        { Where.Length: > 0 } => $"field {part.What}",
        { What: DifferencePart.Result } => $"result of {Vocabulary.OperationSyntax.FormOf(difference.Trace.Operations[^1].Kind).Verb}",
        { IsFault: true } => $"{part.What} in {(part.After == DifferencePart.None ? a : b).Name} alone",
        _ => part.What,
    };
}
