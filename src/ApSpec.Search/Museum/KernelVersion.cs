using System.Globalization;
using System.Text.RegularExpressions;

namespace ApSpec.Search.Museum;

/// <summary>A kernel's series, as versions are compared: 5.10 for <c>v5.10</c> and for <c>5.10.262</c>.</summary>
/// <param name="Major">The first number.</param>
/// <param name="Minor">The second.</param>
public readonly partial record struct KernelVersion(int Major, int Minor)
{
    /// <summary>Reads a revision's name or a tree's version; null when it is not a version, such as a posted patch or a commit.</summary>
    public static KernelVersion? Parse(string text) => Pattern().Match(text) is { Success: true } match
        ? new KernelVersion(Number(match, 1), Number(match, 2))
        : null;

    /// <summary>True when it is older.</summary>
    public bool IsBefore(KernelVersion other) => (Major, Minor).CompareTo((other.Major, other.Minor)) < 0;

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^v?(\d{1,4})\.(\d{1,4})(?![\d])")]
    private static partial Regex Pattern();
}
