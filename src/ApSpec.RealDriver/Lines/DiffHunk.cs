using System.Collections.Immutable;

namespace ApSpec.RealDriver.Lines;

/// <summary>Adjacent lines that a patch changes in one file.</summary>
/// <param name="File">The file's path after the patch, without the prefix <c>b/</c>.</param>
/// <param name="Before">The last line, in the patched file, before the change; 0 when it is at the file's start.</param>
/// <param name="Added">Lines that the patch adds, after <paramref name="Before"/>.</param>
/// <param name="Removed">The text of lines that it deletes.</param>
internal sealed record DiffHunk(string File, int Before, int Added, ImmutableArray<string> Removed);
