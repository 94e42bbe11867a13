using System.Collections.Immutable;

namespace ApSpec.RealDriver.Patches;

/// <summary>
/// Divides the text of a patch into its files. The counts in the <c>@@</c> line give the length of a hunk, so that a mail's signature
/// (<c>-- </c>) is not read as a deleted line.
/// </summary>
internal static class DiffText
{
    private const string GitStart = "diff --git ";
    private const int FilesMax = 1_000;

    /// <summary>The files that a text changes, none when it holds no diff; an error text, without its place, when a diff in it is damaged.</summary>
    public static ImmutableArray<FileDiff> Split(string text, out string error)
    {
        error = "";
        var lines = text.Split('\n');
        var files = ImmutableArray.CreateBuilder<FileDiff>();
        for (var at = 0; at < lines.Length;)
        {
            if (!IsStart(lines, at))
            {
                at++;
                continue;
            }

            var reader = new FileDiffReader(lines, at);
            if (reader.Read(out error) is not { } file)
                return [];
            files.Add(file);
            at = reader.End;
            if (files.Count <= FilesMax)
                continue;
            error = $"line {at}: more than {FilesMax:N0} files are changed";
            return [];
        }

        return files.ToImmutable();
    }

    /// <summary>True for a line that begins the diff of a file.</summary>
    public static bool IsStart(string[] lines, int at) => IsGit(lines[at])
        || (at + 2 < lines.Length && lines[at].StartsWith("--- ", StringComparison.Ordinal)
            && lines[at + 1].StartsWith("+++ ", StringComparison.Ordinal) && lines[at + 2].StartsWith("@@ -", StringComparison.Ordinal));

    /// <summary>True for the line that git begins the diff of a file with.</summary>
    public static bool IsGit(string line) => line.StartsWith(GitStart, StringComparison.Ordinal);

    /// <summary>The paths in git's first line; for an empty file or a mode change they are only there. Null when they cannot be separated.</summary>
    public static (string Old, string New)? PathsOf(string line)
    {
        var names = line[GitStart.Length..];
        // Both halves name the same file, with different prefixes.
        var middle = names.Length / 2;
        return names.Length % 2 == 1 && names[middle] == ' ' ? (names[..middle], names[(middle + 1)..]) : null;
    }
}
