using System.Text.RegularExpressions;

namespace ApSpec.RealDriver.Build;

/// <summary>The <c>#include</c> lines of a C text; conditions around them are ignored.</summary>
internal static partial class IncludeLines
{
    /// <summary>Names in quotes.</summary>
    public static IEnumerable<string> Quoted(string text) => Line().Matches(text)
        .Where(match => match.Groups["open"].Value == "\"").Select(match => match.Groups["name"].Value);

    /// <summary>Names in angle brackets.</summary>
    public static IEnumerable<string> Bracketed(string text) => Line().Matches(text)
        .Where(match => match.Groups["open"].Value == "<").Select(match => match.Groups["name"].Value);

    [GeneratedRegex("""^[ \t]*#[ \t]*include[ \t]*(?<open>[<"])(?<name>[^>"\n]+)[>"]""", RegexOptions.Multiline)]
    private static partial Regex Line();
}
