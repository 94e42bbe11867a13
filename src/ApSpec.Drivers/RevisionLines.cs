using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace ApSpec.Drivers;

/// <summary>Which lines of a revision's text hold effects, and of which function they are.</summary>
public sealed partial class RevisionLines
{
    private static readonly ConcurrentDictionary<Revision, RevisionLines> Known = new();
    private readonly string[] functions;
    private readonly string[] lines;
    private readonly HashSet<string> declared = new(StringComparer.Ordinal);

    private RevisionLines(Revision revision)
    {
        lines = revision.Text.Split('\n');
        functions = new string[lines.Length + 1];
        var function = "";
        for (var i = 0; i < lines.Length; i++)
        {
            if (Declaration().Match(lines[i]) is { Success: true } match)
                declared.Add(function = match.Groups["name"].Value);
            functions[i + 1] = function;
        }
    }

    /// <summary>The lines of a revision's text, read once.</summary>
    public static RevisionLines Of(Revision revision) => Known.GetOrAdd(revision, static revision => new RevisionLines(revision));

    /// <summary>Lines of the text.</summary>
    public int Count => lines.Length;

    /// <summary>True when an effect with this function and line is one of the revision's own, not of the kernel around it.</summary>
    public bool IsOwn(string function, int line) => line > 0 && line < functions.Length && functions[line] == function;

    /// <summary>Lines with an effect that are not in <paramref name="reached"/>, from 1.</summary>
    public IEnumerable<int> Without(IReadOnlySet<int> reached)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            if (!reached.Contains(i + 1) && Awaited().Matches(lines[i]).Any(match => !declared.Contains(match.Groups["name"].Value)))
                yield return i + 1;
        }
    }

    [GeneratedRegex(@"^    (?:public|private|protected)[^=]*\bKernelTask\b.*?\b(?<name>\w+)\(")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\bawait (?<name>[\w.]+)\(")]
    private static partial Regex Awaited();
}
