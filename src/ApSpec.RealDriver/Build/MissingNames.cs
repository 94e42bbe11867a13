using System.Text.RegularExpressions;

namespace ApSpec.RealDriver.Build;

/// <summary>Finds the missing names in the output of a compiler or linker.</summary>
internal static partial class MissingNames
{
    /// <summary>A name, and the file and line that the message names.</summary>
    internal readonly record struct Found(string Name, string? Place);

    /// <summary>Functions that are called without a declaration.</summary>
    public static IEnumerable<Found> Undeclared(string output) => FindAll(UndeclaredFunction(), output);

    /// <summary>Other undeclared names: a constant, a macro without arguments, or a function used as a pointer.</summary>
    public static IEnumerable<Found> Unknown(string output) => FindAll(UndeclaredName(), output);

    /// <summary>Names that are declared and not defined.</summary>
    public static IEnumerable<Found> Undefined(string output) =>
        UndefinedReference().Matches(output).Select(match => new Found(match.Groups["name"].Value, null)).DistinctBy(found => found.Name);

    private static IEnumerable<Found> FindAll(Regex error, string output) => error.Matches(output)
        .Select(match => new Found(match.Groups["name"].Value, CompileFailure.PlaceOf(match.Groups["file"].Value, match.Groups["line"].Value)))
        .DistinctBy(found => found.Name);

    [GeneratedRegex(@"^(?<file>[^\s:][^:\n]*):(?<line>\d+)(?::\d+)?: error: implicit declaration of function '(?<name>\w+)'", RegexOptions.Multiline)]
    private static partial Regex UndeclaredFunction();

    [GeneratedRegex(@"^(?<file>[^\s:][^:\n]*):(?<line>\d+)(?::\d+)?: error: '(?<name>\w+)' undeclared", RegexOptions.Multiline)]
    private static partial Regex UndeclaredName();

    [GeneratedRegex(@"undefined reference to [`'](?<name>\w+)'")]
    private static partial Regex UndefinedReference();
}
