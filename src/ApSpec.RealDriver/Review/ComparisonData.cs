using System.Collections.Immutable;
using System.Text.Json;
using ApSpec.RealDriver.Worker;
using ApSpec.Search.Review;

namespace ApSpec.RealDriver.Review;

/// <summary>An output line of a process that compares two drivers: a finished scope, or the result of a given trace.</summary>
/// <param name="Scope">The scope.</param>
/// <param name="Traces">Traces that ran on both.</param>
/// <param name="Steps">Operations that both did.</param>
/// <param name="Found">The kinds of difference.</param>
/// <param name="CutBy">Traces cut short, by the reason.</param>
/// <param name="LeftOut">Operations that only one of them has.</param>
/// <param name="Tried">The number of a given trace; null for a scope.</param>
public sealed record ComparisonData(
    string Scope, long Traces, long Steps, ImmutableArray<DifferenceData> Found, ImmutableSortedDictionary<string, long> CutBy, ImmutableArray<string> LeftOut,
    int? Tried = null)
{
    /// <summary>Traces that were cut short for a reason that is reported.</summary>
    public ImmutableArray<CutData> Cut { get; init; } = [];

    /// <summary>The result of a scope.</summary>
    public static ComparisonData From(ScopeDifferences seen) => new(
        seen.Scope.ToString(), seen.Traces, seen.Steps, [.. seen.Found.Select(DifferenceData.From)], seen.CutBy, seen.LeftOut)
    {
        Cut = [.. seen.Cut.Select(CutData.From)],
    };

    /// <summary>The result of a given trace.</summary>
    public static ComparisonData From(int tried, Difference? found) => new(
        "", 1, 0, found is null ? [] : [DifferenceData.From(found)], ImmutableSortedDictionary<string, long>.Empty, [], tried);

    /// <summary>Parses a line; null when it is damaged, since the process may have ended in the middle.</summary>
    public static ComparisonData? Parse(string line)
    {
        try
        {
            return WorkerJson.Read<ComparisonData>(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>As a line.</summary>
    public string ToLine() => WorkerJson.Line(this);

    /// <summary>From data.</summary>
    public ScopeDifferences Read() => new(FindingTexts.ScopeOf(Scope), Traces, Steps, [.. Found.Select(one => one.Read())], CutBy, LeftOut)
    {
        Cut = [.. Cut.Select(one => one.Read())],
    };
}
