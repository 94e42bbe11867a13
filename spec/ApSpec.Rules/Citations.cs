using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.RegularExpressions;

namespace ApSpec.Rules;

/// <summary>
/// What the ids of <see cref="SourceBook"/> stand for, in words that a kernel developer knows: commits with their subjects, Message-IDs, CVEs,
/// documents and kernel text. Read from the copy of <c>spec/citations.md</c> in this assembly.
/// </summary>
public static partial class Citations
{
    private const string Resource = "citations.md";

    private static readonly FrozenDictionary<string, string> Rows = Read();

    /// <summary>The citations of <paramref name="ids"/>, in order, without repeats; functions of one kernel file are joined. Throws on an unknown id.</summary>
    public static ImmutableArray<string> Of(IEnumerable<string> ids) =>
    [
        .. ids.SelectMany(Of).Distinct().Select(citation => CodeOf().Match(citation))
            .GroupBy(code => code.Groups["file"].Value, StringComparer.Ordinal)
            .Select(group => string.Join(' ', new[] { group.Key, Functions(group) }.Where(part => part.Length > 0))),
    ];

    /// <summary>True when a commit or an id is listed.</summary>
    public static bool Has(string id) => Rows.ContainsKey(id);

    // A row may cite other rows: those are replaced by their own citations.
    private static IEnumerable<string> Of(string id)
    {
        if (!Rows.TryGetValue(id, out var cites))
            throw new InvalidOperationException($"spec/{Resource} does not list '{id}'");
        return IsCommit().IsMatch(id) ? [$"{id} (\"{cites}\")"]
            : cites.Split(';', StringSplitOptions.TrimEntries).SelectMany(item => Rows.ContainsKey(item) ? Of(item) : [item]);
    }

    private static string Functions(IEnumerable<Match> citations) => string.Join(", ", citations
        .SelectMany(code => code.Groups["functions"].Value.Split(", ", StringSplitOptions.RemoveEmptyEntries)).Distinct());

    private static FrozenDictionary<string, string> Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"resource {Resource} cannot be read");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Trim().Trim('|').Split('|', 2, StringSplitOptions.TrimEntries))
            .ToFrozenDictionary(cells => cells[0].Trim('`'), cells => cells[1], StringComparer.Ordinal);
    }

    // Kernel text is a version, a file and functions of it; anything else is a citation as a whole.
    [GeneratedRegex(@"^(?<file>Linux .+?\.[ch]) (?<functions>\w+(, \w+)*)$|^(?<file>.+)$")]
    private static partial Regex CodeOf();

    [GeneratedRegex("^[0-9a-f]{12}$")]
    private static partial Regex IsCommit();
}
