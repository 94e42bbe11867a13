using System.Collections.Immutable;

namespace ApSpec.Report;

/// <summary>Compares the findings of a run with those of a golden matrix.</summary>
public static class MatrixDifference
{
    /// <summary>The cells that differ, one line each; empty when the run is as expected. Seeds do not count.</summary>
    public static ImmutableArray<string> Lines(IReadOnlyList<FindingJson> expected, IReadOnlyList<FindingJson> actual)
    {
        var was = expected.ToDictionary(finding => finding.Key());
        var now = actual.ToDictionary(finding => finding.Key());
        return
        [
            .. was.Keys.Union(now.Keys).Order()
                .Select(cell => (Cell: cell, Was: was.GetValueOrDefault(cell), Now: now.GetValueOrDefault(cell)))
                .Where(pair => Words(pair.Was) != Words(pair.Now))
                .Select(pair =>
                    $"{pair.Cell.Revision} {pair.Cell.Rule} by {pair.Cell.Trigger}{CauseOf(pair.Cell)}: expected {Words(pair.Was)}, found {Words(pair.Now)}"),
        ];
    }

    // The first finding of a cause has its name.
    private static string CauseOf((string Revision, string Rule, string Trigger, string? Cause) cell) =>
        cell.Cause is null || cell.Cause == $"{cell.Rule} by {cell.Trigger}" ? "" : $", {cell.Cause}";

    private static string Words(FindingJson? finding) =>
        finding is null ? "no violation" : $"a violation of {Counts.Of(finding.Length, "operation")} in '{finding.Scope}', {finding.Minimal}";
}
