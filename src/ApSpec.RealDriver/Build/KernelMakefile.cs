using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace ApSpec.RealDriver.Build;

/// <summary>Reads the version and the objects of a module from a kernel tree's Makefiles.</summary>
internal static partial class KernelMakefile
{
    /// <summary>
    /// The objects of a module (<c>vfio_ap-objs</c>, <c>vfio_ap-y</c>), without <c>.o</c>. Those that depend on the kernel's configuration,
    /// which is unknown here, are listed apart.
    /// </summary>
    public static (ImmutableArray<string> Objects, ImmutableArray<string> Conditional) ObjectsOf(string text, string module)
    {
        var objects = new List<string>();
        var conditional = new List<string>();
        foreach (var line in LogicalLines(text))
        {
            var match = Assignment().Match(line);
            if (!match.Success || match.Groups["module"].Value != module)
                continue;
            var isUnconditional = match.Groups["list"].Value is "objs" or "y";
            var list = isUnconditional ? objects : conditional;
            if (isUnconditional && match.Groups["operator"].Value is "=" or ":=" or "::=")
                list.Clear();
            list.AddRange(match.Groups["value"].Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .Where(word => word.EndsWith(".o", StringComparison.Ordinal))
                .Select(word => word[..^2]));
        }

        return ([.. objects.Distinct()], [.. conditional.Except(objects)]);
    }

    /// <summary>The version in the tree's top Makefile, such as <c>6.12.117</c>; null when it has none.</summary>
    public static string? VersionOf(string text)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in LogicalLines(text))
        {
            var match = VersionPart().Match(line);
            if (match.Success)
                values.TryAdd(match.Groups["name"].Value, match.Groups["value"].Value);
        }

        string Part(string name) => values.GetValueOrDefault(name, "");
        if (Part("VERSION").Length == 0 || Part("PATCHLEVEL").Length == 0)
            return null;
        var sublevel = Part("SUBLEVEL").Length == 0 ? "" : $".{Part("SUBLEVEL")}";
        return $"{Part("VERSION")}.{Part("PATCHLEVEL")}{sublevel}{Part("EXTRAVERSION")}";
    }

    // A backslash at the end continues the line; a # begins a comment.
    private static IEnumerable<string> LogicalLines(string text) =>
        Continuation().Replace(text, " ").Split('\n').Select(line => line.Split('#')[0].TrimEnd());

    [GeneratedRegex(@"\\[ \t]*\r?\n")]
    private static partial Regex Continuation();

    [GeneratedRegex(@"^\s*(?<module>[\w-]+?)-(?<list>objs|y|\$[({]CONFIG_\w+[)}])\s*(?<operator>\+=|::=|:=|\?=|=)\s*(?<value>.*)$")]
    private static partial Regex Assignment();

    [GeneratedRegex(@"^(?<name>VERSION|PATCHLEVEL|SUBLEVEL|EXTRAVERSION)\s*:?=\s*(?<value>\S*)\s*$")]
    private static partial Regex VersionPart();
}
