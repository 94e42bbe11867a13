using System.Globalization;
using System.Text.RegularExpressions;

namespace ApSpec.RealDriver.Build;

/// <summary>Why a driver library could not be built: the first error of compiler or linker.</summary>
/// <param name="Place">File and line: in the user's tree, or <c>Shim/...</c> for a file of ours; null when the tool names none.</param>
/// <param name="Message">What the tool says.</param>
/// <param name="UsedAt">Where the user's tree uses the macro of ours that the error is in; null for none.</param>
/// <param name="Symbol">The missing name; null for another kind of error.</param>
internal sealed partial record CompileFailure(string? Place, string Message, string? UsedAt, string? Symbol)
{
    private const string Tree = "tree/";
    private const string Shim = "shim/";

    /// <summary>The structure that lacks a member; null for another kind of error.</summary>
    public string? Structure { get; private init; }

    /// <summary>True when the error is in a file of the shim itself.</summary>
    public bool IsInShim => Place?.StartsWith("Shim/", StringComparison.Ordinal) == true;

    /// <summary>The first error in the output of gcc, as or ld; <paramref name="source"/> is the file that was compiled, if it was one.</summary>
    public static CompileFailure Parse(string output, string? source = null)
    {
        if (ErrorLine().Match(output) is { Success: true } error)
            return Parse(error.Groups["file"].Value, error.Groups["line"].Value, error.Groups["text"].Value, UseIn(output, error));
        if (Undefined().Match(output) is { Success: true } undefined)
            return Parse(undefined.Groups["file"].Value, undefined.Groups["line"].Value, $"undefined reference to '{undefined.Groups["symbol"].Value}'", null);
        var place = source is null ? null : PlaceOf(source, "");
        if (OfAssembler().Match(output) is { Success: true } assembly)
            return new CompileFailure(place, assembly.Groups["text"].Value, null, null);
        var line = output.Split('\n').FirstOrDefault(line => line.Contains("error", StringComparison.OrdinalIgnoreCase))
            ?? output.Split('\n').FirstOrDefault(line => line.Length > 0) ?? "the compiler failed and said nothing";
        return new CompileFailure(place, line.Trim(), null, null);
    }

    private static CompileFailure Parse(string file, string line, string message, string? usedAt)
    {
        var place = PlaceOf(file, line);
        var missing = Missing().Match(message);
        return new CompileFailure(place, message, usedAt, missing.Success ? missing.Groups["symbol"].Value : null)
        {
            Structure = missing.Groups["structure"].Success ? missing.Groups["structure"].Value : null,
        };
    }

    // An error inside a macro of the shim: the notes that follow lead to the line of the tree that uses it.
    private static string? UseIn(string output, Match error)
    {
        if (error.Groups["file"].Value.StartsWith(Tree, StringComparison.Ordinal))
            return null;
        var next = error.NextMatch();
        var notes = output[error.Index..(next.Success ? next.Index : output.Length)];
        var use = ExpansionNote().Match(notes);
        return use.Success ? PlaceOf(use.Groups["file"].Value, use.Groups["line"].Value) : null;
    }

    /// <summary>File and line as users know them: of their tree, or <c>Shim/...</c> for a file of ours.</summary>
    internal static string PlaceOf(string file, string line)
    {
        file = file.StartsWith("./", StringComparison.Ordinal) ? file[2..] : file;
        if (file.StartsWith(Tree, StringComparison.Ordinal))
            file = file[Tree.Length..];
        else if (file.StartsWith(Shim, StringComparison.Ordinal))
            file = $"Shim/{file[Shim.Length..]}";
        return int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? $"{file}:{number}" : file;
    }

    [GeneratedRegex(@"^(?<file>[^\s:][^:\n]*):(?<line>\d+)(?::\d+)?: (?:fatal )?error: (?<text>[^\n]*)", RegexOptions.Multiline)]
    private static partial Regex ErrorLine();

    // The named file is a temporary one of gcc and is gone.
    [GeneratedRegex(@"^[^\s:]+\.s:\d+: Error: (?<text>[^\n]*)", RegexOptions.Multiline)]
    private static partial Regex OfAssembler();

    [GeneratedRegex(@"^(?<file>tree/[^:\n]*):(?<line>\d+):(?:\d+:)? note: in expansion of macro", RegexOptions.Multiline)]
    private static partial Regex ExpansionNote();

    [GeneratedRegex(@"^(?:\S*ld(?:\.\w+)?: )?(?:[^\s:]+\.o:)?(?<file>[^\s:]+):(?:(?<line>\d+)|\([^)\n]*\)): undefined reference to [`'](?<symbol>[^`'\n]+)'", RegexOptions.Multiline)]
    private static partial Regex Undefined();

    [GeneratedRegex(
        @"implicit declaration of function '(?<symbol>\w+)'|unknown type name '(?<symbol>\w+)'|'(?<symbol>\w+)' undeclared|"
        + @"'(?:const )?(?<structure>(?:struct|union) \w+)' has no member named '(?<symbol>\w+)'|undefined reference to '(?<symbol>\w+)'|"
        + @"(?:invalid use of undefined type|dereferencing pointer to incomplete type) '(?:const )?(?<symbol>(?:struct|union|enum) \w+)'|"
        + @"(?:invalid application of 'sizeof' to incomplete type) '(?:const )?(?<symbol>(?:struct|union|enum) \w+)'|"
        + @"(?<symbol>\S+): No such file or directory")]
    private static partial Regex Missing();
}
