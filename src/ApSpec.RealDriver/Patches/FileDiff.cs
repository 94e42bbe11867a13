namespace ApSpec.RealDriver.Patches;

/// <summary>The part of a patch that changes one file.</summary>
/// <param name="OldPath">The file before, as the patch writes it, such as <c>a/drivers/s390/crypto/Makefile</c>; null for a new one.</param>
/// <param name="NewPath">The file after; null for a deleted one.</param>
/// <param name="Line">Its first line in the patch's text, from 1.</param>
/// <param name="Text">The part itself, from its header on.</param>
internal sealed record FileDiff(string? OldPath, string? NewPath, int Line, string Text)
{
    /// <summary>File modes that it names, in octal.</summary>
    public required IReadOnlyList<string> Modes { get; init; }

    /// <summary>True for a binary diff.</summary>
    public required bool IsBinary { get; init; }

    /// <summary>True when the paths have no <c>a/</c> and <c>b/</c>, as in renames and copies.</summary>
    public required bool IsBare { get; init; }

    /// <summary>The paths in the tree, one or two.</summary>
    public IEnumerable<string> Paths => ((string?[])[OldPath, NewPath]).OfType<string>()
        .Select(path => IsBare ? path : path[(path.IndexOf('/', StringComparison.Ordinal) + 1)..]).Distinct();
}
