using System.Text.RegularExpressions;

namespace ApSpec.House;

/// <summary>Size and name of one C# file.</summary>
internal static partial class Shape
{
    public static IEnumerable<string> Findings(string path, IReadOnlyList<string> lines)
    {
        if (lines.Count > Allowed.FileLinesMax && !Allowed.LongFiles.ContainsKey(path))
        {
            yield return $"{path} has {lines.Count} lines; at most {Allowed.FileLinesMax}, or a reason in Allowed.LongFiles";
        }

        // File-scoped namespaces: a type that is not nested starts in the first column.
        var types = lines.Select(l => PublicType().Match(l)).Where(m => m.Success).Select(m => m.Groups["name"].Value)
            .Distinct().ToArray();
        if (types.Length > 1)
        {
            yield return $"{path} holds {types.Length} public types: {string.Join(", ", types)}";
        }

        // Type<T> may be in TypeOfT.cs, and a partial type may have a file for each topic: TypeTopic.cs, Type.Topic.cs.
        var name = Path.GetFileNameWithoutExtension(path);
        if (types.Length == 1 && name != types[0] && !(HasParts(lines) && name.StartsWith(types[0], StringComparison.Ordinal)))
        {
            yield return $"{path} holds the public type {types[0]}, so its name is {types[0]}.cs";
        }
    }

    private static bool HasParts(IReadOnlyList<string> lines) =>
        lines.Select(l => PublicType().Match(l)).Any(m => m.Success && (m.Groups["generic"].Success
            || m.Value.Contains(" partial ", StringComparison.Ordinal)));

    [GeneratedRegex(@"^public\s+(?:(?:static|sealed|abstract|readonly|partial|unsafe|ref)\s+)*
        (?:(?:record\s+struct|record\s+class|record|class|struct|interface|enum)\s+(?<name>\w+)(?<generic><)?
        |delegate\s+.+?\s+(?<name>\w+)\s*(?<generic><[^(]*>)?\()", RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex PublicType();
}
