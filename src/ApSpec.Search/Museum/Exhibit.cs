using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace ApSpec.Search.Museum;

/// <summary>An entry of the bug list (shipped, posted, suspected, guarded against): what the fact sheet says of it.</summary>
/// <param name="Id">As in <c>spec/sources/bugs.md</c>: <c>B12</c>, <c>S3</c>.</param>
/// <param name="Title">What goes wrong, in one clause.</param>
/// <param name="Fix">What ended it.</param>
/// <param name="Affected">
/// The revisions that have it, by the fact sheet, and for revisions in between by our reading. The verdicts are compared with this.
/// </param>
public sealed partial record Exhibit(string Id, string Title, string Fix, ImmutableArray<string> Affected)
{
    /// <summary>The rules that detect it, the plainest first.</summary>
    public ImmutableArray<string> Rules { get; init; } = [];

    /// <summary>Names of traces that show it, beside those that begin with its id.</summary>
    public ImmutableArray<string> AlsoShownBy { get; init; } = [];

    /// <summary>The first revision that has the affected code; null for the first of all.</summary>
    public string? Since { get; init; }

    /// <summary>The last revision that has the affected code; null for the last of all.</summary>
    public string? Until { get; init; }

    /// <summary>
    /// Another defect with the same kind of violation, which a search would find instead. Only the traces written for this defect are run
    /// then. Null when there is none.
    /// </summary>
    public string? Mistaken { get; init; }

    /// <summary>Why no sequential trace can show it; null when one can.</summary>
    public string? Hidden { get; init; }

    /// <summary>Why only a model shows it, and a compiled driver does not; null when both do.</summary>
    public string? HiddenInCode { get; init; }

    /// <summary>Its CVE number; null when it has none, or none was found.</summary>
    public string? Cve { get; init; }

    /// <summary>Ids of the commits that fix it; empty when none is known.</summary>
    public ImmutableArray<string> FixedBy =>
        CommitsFirst().Match(Fix) is { Success: true } commits ? [.. commits.Value.Split(", ")] : [];

    /// <summary>True when it is known from reading alone.</summary>
    public bool IsSuspected { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Id} {Title}";

    // Commits that fix it in part, or only hide it, are described in words.
    [GeneratedRegex("^[0-9a-f]{12}(, [0-9a-f]{12})*(?=;|$)")]
    private static partial Regex CommitsFirst();
}
