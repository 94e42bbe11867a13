using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace ApSpec.Search.Museum;

/// <summary>An entry of the bug list (shipped, posted, suspected, guarded against): what the fact sheet says of it.</summary>
/// <param name="Id">As in <c>spec/sources/bugs.md</c>: <c>B12</c>, <c>S3</c>.</param>
/// <param name="Title">What goes wrong, in one clause.</param>
/// <param name="Fix">What ended it.</param>
/// <param name="Affected">
/// The revisions that have it, as the sheet says, and those in between as we read it; the machine's verdict is compared with it.
/// </param>
public sealed partial record Exhibit(string Id, string Title, string Fix, ImmutableArray<string> Affected)
{
    /// <summary>The rules that tell it, the plainest first.</summary>
    public ImmutableArray<string> Rules { get; init; } = [];

    /// <summary>Names of traces that show it, beside those that begin with its id.</summary>
    public ImmutableArray<string> AlsoShownBy { get; init; } = [];

    /// <summary>The first revision that has the code it lies in; null for the first of all.</summary>
    public string? Since { get; init; }

    /// <summary>The last revision that has the code it lies in; null for the last of all.</summary>
    public string? Until { get; init; }

    /// <summary>
    /// Another defect that a search for this one's kind of violation meets, too: then its own traces alone tell whether it is there. Null when
    /// there is none.
    /// </summary>
    public string? Mistaken { get; init; }

    /// <summary>Why no trace of one call after another can show it; null when one can.</summary>
    public string? Hidden { get; init; }

    /// <summary>Why a compiled driver that has it shows nothing, though a model does; null when it shows it, too.</summary>
    public string? HiddenInCode { get; init; }

    /// <summary>The kernel's number for it among the known vulnerabilities; null when it has none, or none was found.</summary>
    public string? Cve { get; init; }

    /// <summary>The commits that end it, the ids alone; empty when none is known.</summary>
    public ImmutableArray<string> FixedBy =>
        CommitsFirst().Match(Fix) is { Success: true } commits ? [.. commits.Value.Split(", ")] : [];

    /// <summary>True when it rests on reading alone.</summary>
    public bool IsSuspected { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Id} {Title}";

    // Commits that end it only in part, or that only hide it, are told in words.
    [GeneratedRegex("^[0-9a-f]{12}(, [0-9a-f]{12})*(?=;|$)")]
    private static partial Regex CommitsFirst();
}
