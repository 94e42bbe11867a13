using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace ApSpec.RealDriver.Tests.Seeded;

/// <summary>
/// A defect that a test seeds in a copy of a kernel tree: in one function, the one place that a pattern finds is replaced. Patterns
/// name functions and members and quote no statement.
/// </summary>
/// <param name="Entry">The entry point of the driver that it is in, for people.</param>
/// <param name="Function">The function of vfio_ap_ops.c.</param>
/// <param name="Pattern">What is replaced; it must be found as often as <paramref name="Of"/> says.</param>
/// <param name="Replacement">What it is replaced by; empty drops it.</param>
/// <param name="Rules">The rules any of which is to blame it.</param>
internal sealed record SeededDefect(
    string Entry, string Function, string Pattern, string Replacement, ImmutableArray<string> Rules)
{
    /// <summary>Which of the places found is replaced, from 1.</summary>
    public int Nth { get; init; } = 1;

    /// <summary>How many places there are.</summary>
    public int Of { get; init; } = 1;

    /// <summary>What was done, for people.</summary>
    public string What { get; init; } = "";

    /// <summary>A call left out: the whole statement.</summary>
    public static SeededDefect Drop(string entry, string function, string callee, params ImmutableArray<string> rules) =>
        new(entry, function, $@"(?<=[;{{}}):/]\s*)(\w+ = )?\b{callee}\([^;]*;", ";", rules) { What = $"no {callee}" };

    /// <summary>Puts the defect into the text of the file.</summary>
    public string Seed(string text)
    {
        var head = Regex.Match(text, $@"^(?!\s)[^\n;]*\b{Function}\([^;{{]*\)\s*\{{", RegexOptions.Multiline);
        Assert.True(head.Success, $"{Function}: no such function");
        var end = text.IndexOf("\n}", head.Index, StringComparison.Ordinal);
        var start = head.Index + head.Length - 1;
        var places = Regex.Matches(text[start..end], Pattern, RegexOptions.Singleline);
        Assert.True(places.Count == Of, $"{Function}: {Pattern} is found {places.Count} times, expected {Of}");
        var place = places[Nth - 1];
        return text[..(start + place.Index)] + Replacement + text[(start + place.Index + place.Length)..];
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Entry}: {Function}, {What}";
}
