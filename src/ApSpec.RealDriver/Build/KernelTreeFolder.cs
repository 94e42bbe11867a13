namespace ApSpec.RealDriver.Build;

/// <summary>Common mistakes in naming a kernel tree, and what to say then.</summary>
internal static class KernelTreeFolder
{
    private const int FoldersMax = 1_000;
    private static readonly string[] Archives = [".tar", ".tar.xz", ".tar.gz", ".tar.bz2", ".tar.zst", ".tgz", ".txz"];

    /// <summary>Why <paramref name="directory"/> cannot be a tree; empty when it may be one.</summary>
    public static string Refusal(string directory)
    {
        if (directory.Length == 0)
            return "no kernel tree is named; a directory is needed";
        if (Directory.Exists(directory))
            return "";
        if (!File.Exists(directory))
            return $"{directory}: no such directory; a kernel source tree is needed";
        return Archives.Any(end => directory.EndsWith(end, StringComparison.OrdinalIgnoreCase))
            ? $"{directory}: is an archive; unpack it (tar -xf {directory}) and name the directory"
            : $"{directory}: is a file; the directory of a kernel source tree is needed";
    }

    /// <summary>The tree one level below or above, which was probably meant; empty when there is none.</summary>
    public static string Suggestion(string directory)
    {
        var below = Folders(directory).FirstOrDefault(folder => File.Exists(Path.Combine(folder, TreeHeaders.Makefile)));
        if (below is not null)
            return $"; did you mean {below}?";
        for (var above = Path.GetDirectoryName(Path.GetFullPath(directory)); above is not null; above = Path.GetDirectoryName(above))
        {
            if (File.Exists(Path.Combine(above, TreeHeaders.Makefile)))
                return $"; did you mean {above}?";
        }

        return "";
    }

    private static IEnumerable<string> Folders(string directory)
    {
        try
        {
            return [.. Directory.EnumerateDirectories(directory).Take(FoldersMax).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
