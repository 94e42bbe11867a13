using System.Collections.Immutable;
using System.Text.Json;
using ApSpec.RealDriver.Worker;
using ApSpec.Search.Review;

namespace ApSpec.RealDriver.Review;

/// <summary>A line of what a process prints that compares two drivers: a scope that it has done, or a trace that it was given.</summary>
/// <param name="Scope">The scope.</param>
/// <param name="Traces">Traces that ran on both.</param>
/// <param name="Steps">Operations that both did.</param>
/// <param name="Found">Each way to differ.</param>
/// <param name="CutBy">Traces cut short, by the reason.</param>
/// <param name="LeftOut">Operations that only one of them has.</param>
/// <param name="Tried">For a trace that it was given, its number; null for a scope.</param>
public sealed record ComparisonData(
    string Scope, long Traces, long Steps, ImmutableArray<DifferenceData> Found, ImmutableSortedDictionary<string, long> CutBy, ImmutableArray<string> LeftOut,
    int? Tried = null)
{
    /// <summary>Traces that were cut short for a reason that is told.</summary>
    public ImmutableArray<CutData> Cut { get; init; } = [];

    /// <summary>What was seen in a scope.</summary>
    public static ComparisonData From(ScopeDifferences seen) => new(
        seen.Scope.ToString(), seen.Traces, seen.Steps, [.. seen.Found.Select(DifferenceData.From)], seen.CutBy, seen.LeftOut)
    {
        Cut = [.. seen.Cut.Select(CutData.From)],
    };

    /// <summary>What a trace showed.</summary>
    public static ComparisonData From(int tried, Difference? found) => new(
        "", 1, 0, found is null ? [] : [DifferenceData.From(found)], ImmutableSortedDictionary<string, long>.Empty, [], tried);

    /// <summary>A line; null when it is none: the process may have ended in the middle.</summary>
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
