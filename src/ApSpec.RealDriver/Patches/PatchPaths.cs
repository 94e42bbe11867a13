namespace ApSpec.RealDriver.Patches;

/// <summary>Which files a patch may change: plain files inside of the tree.</summary>
internal static class PatchPaths
{
    private static readonly string[] ModesAllowed = ["100644", "100755"];

    /// <summary>Why a file's diff is not allowed, with its line; empty when it is.</summary>
    public static string Refusal(FileDiff file)
    {
        foreach (var path in ((string?[])[file.OldPath, file.NewPath]).OfType<string>())
        {
            if (path.StartsWith('"'))
                return At(file, $"path {path} is quoted; a path of plain characters is needed");
            if (path.StartsWith('/'))
                return At(file, $"path {path} is absolute; a path in the tree is needed");
            if (!file.IsBare && !path.Contains('/', StringComparison.Ordinal))
                return At(file, $"path {path} has no a/ or b/ before it; paths as git writes them are needed");
        }

        if (HasNoPrefix(file))
            return At(file, $"path {file.OldPath} has no a/ or b/ before it; paths as git writes them are needed (no --no-prefix)");
        if (file.Paths.FirstOrDefault(path => !IsPlain(path)) is { } outside)
            return At(file, $"path {outside} leads out of the tree or into .git; a path in the tree is needed");
        return file.Modes.FirstOrDefault(mode => !ModesAllowed.Contains(mode)) switch
        {
            null => file.IsBinary && file.Paths.Any(TreeParts.Has) ? At(file, $"{file.Paths.Last()} is changed by a binary diff; lines are needed") : "",
            "120000" => At(file, $"{file.Paths.Last()} is a symbolic link (mode 120000); a plain file is needed"),
            "160000" => At(file, $"{file.Paths.Last()} is a submodule (mode 160000); a plain file is needed"),
            var mode => At(file, $"{file.Paths.Last()} has mode {mode}; allowed are {string.Join(" and ", ModesAllowed)}"),
        };
    }

    /// <summary>True for a path that stays in its tree, by its text.</summary>
    public static bool IsPlain(string path) => path.Split('/').All(part => part.Length > 0 && part is not "." and not ".."
        && !part.Equals(".git", StringComparison.OrdinalIgnoreCase)) && !path.Any(char.IsControl);

    /// <summary>True when a build may read the changed file; the changed tree decides whether it does.</summary>
    public static bool IsRead(FileDiff file) => file.Paths.Any(TreeParts.Has);

    // git's two prefixes differ: a/ and b/, or i/ and w/. Equal ones are part of the path.
    private static bool HasNoPrefix(FileDiff file) => !file.IsBare && file.OldPath is { } old && file.NewPath is { } now
        && old.Split('/')[0] == now.Split('/')[0];

    private static string At(FileDiff file, string text) => $"line {file.Line}: {text}";
}
