namespace ApSpec.RealDriver.Patches;

/// <summary>The part of a patch that changes one file.</summary>
/// <param name="OldPath">The file before, as the patch writes it, such as <c>a/drivers/s390/crypto/Makefile</c>; null for a new one.</param>
/// <param name="NewPath">The file after; null for a deleted one.</param>
/// <param name="Line">Where it begins in the patch's text, from 1.</param>
/// <param name="Text">The part itself, from its header on.</param>
internal sealed record FileDiff(string? OldPath, string? NewPath, int Line, string Text)
{
    /// <summary>File modes that it names, in octal.</summary>
    public required IReadOnlyList<string> Modes { get; init; }

    /// <summary>It holds or stands for bytes, not lines.</summary>
    public required bool IsBinary { get; init; }

    /// <summary>The paths have no <c>a/</c> and <c>b/</c> before them: those of renames and copies.</summary>
    public required bool IsBare { get; init; }

    /// <summary>The paths in the tree, those that there are.</summary>
    public IEnumerable<string> Paths => ((string?[])[OldPath, NewPath]).OfType<string>()
        .Select(path => IsBare ? path : path[(path.IndexOf('/', StringComparison.Ordinal) + 1)..]).Distinct();
}
