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

        // A partial type may have files of its own topic: Type.Topic.cs.
        var name = Path.GetFileName(path).Split('.')[0];
        if (types.Length == 1 && types[0] != name)
        {
            yield return $"{path} holds the public type {types[0]}, so its name is {types[0]}.cs";
        }
    }

    [GeneratedRegex(@"^public\s+(?:(?:static|sealed|abstract|readonly|partial|unsafe|ref)\s+)*
        (?:(?:record\s+struct|record\s+class|record|class|struct|interface|enum)\s+(?<name>\w+)
        |delegate\s+.+?\s+(?<name>\w+)\s*(?:<[^(]*>)?\()", RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex PublicType();
}
