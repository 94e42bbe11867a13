namespace ApSpec.RealDriver.Patches;

/// <summary>A kernel tree as a user names it: a directory, or <c>TREE@REV</c> for a revision in the git repository of a directory.</summary>
/// <param name="Text">As it was written; reports print it.</param>
/// <param name="Path">The directory.</param>
/// <param name="Revision">The revision: a branch, a tag, a commit; null for the files as they lie in the directory.</param>
public sealed record TreeName(string Text, string Path, string? Revision)
{
    private const char Separator = '@';

    /// <summary>
    /// Parses a name. A path that exists is taken as it is. Else the text is split at the last <c>@</c> after an existing directory, so that
    /// <c>linux@HEAD@{1}</c> works, too.
    /// </summary>
    public static TreeName Parse(string text)
    {
        if (Directory.Exists(text) || File.Exists(text))
            return new TreeName(text, text, null);
        for (var at = text.LastIndexOf(Separator); at > 0; at = text.LastIndexOf(Separator, at - 1))
        {
            if (Directory.Exists(text[..at]))
                return new TreeName(text, text[..at], text[(at + 1)..]);
        }

        return new TreeName(text, text, null);
    }

    /// <summary>A revision of a directory; the path may contain any character.</summary>
    public static TreeName At(string directory, string revision) => new($"{directory}{Separator}{revision}", directory, revision);
}
