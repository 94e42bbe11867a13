using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace ApSpec.RealDriver.Build;

/// <summary>
/// Looks up how a kernel tree declares a function, in all headers that its files include. A tree of a few directories may have none of
/// them; then the declaration is unknown, and a default does.
/// </summary>
internal sealed partial class TreeDeclarations(KernelTree tree)
{
    private const int HeadersMax = 2_000;
    private static readonly ImmutableArray<string> Folders =
        ["include", "include/uapi", "arch/s390/include", "arch/s390/include/uapi", "include/asm-generic"];

    private readonly Lazy<ImmutableArray<string>> texts = new(() => Read(tree));

    /// <summary>True when a header declares or defines a function, or a macro with arguments, of that name.</summary>
    public bool IsFunction(string name) => texts.Value.Any(text => Regex.IsMatch(text, $@"(?:^|[\s*]){name}\s*\("));

    /// <summary>The return type for a stub: the tree's, if it is a pointer; else a word.</summary>
    public string ResultOf(string name)
    {
        foreach (var text in texts.Value)
        {
            var match = Regex.Match(text, $@"(?<type>(?:struct\s+\w+|void|char|u8)\s*\*+)\s*{name}\s*\(");
            if (match.Success)
                return match.Groups["type"].Value;
        }

        return "long";
    }

    private static ImmutableArray<string> Read(KernelTree tree)
    {
        var reader = new TreeReader(tree.Root);
        var known = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<string>(tree.Sources.Select(source => source.Text));
        var texts = ImmutableArray.CreateBuilder<string>();
        while (waiting.TryDequeue(out var text) && texts.Count < HeadersMax)
        {
            texts.Add(Comments().Replace(text, " "));
            foreach (var path in IncludeLines.Bracketed(text).Where(known.Add).SelectMany(name => Folders.Select(folder => $"{folder}/{name}")))
            {
                if (reader.ReadIfThere(path) is { } header)
                    waiting.Enqueue(header.Text);
            }
        }

        return texts.ToImmutable();
    }

    [GeneratedRegex(@"/\*.*?\*/|//[^\n]*", RegexOptions.Singleline)]
    private static partial Regex Comments();
}
