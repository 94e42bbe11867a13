using ApSpec.RealDriver.Build;

namespace ApSpec.RealDriver.Patches;

/// <summary>A private copy of the parts of a tree that a build reads. Links within the tree are copied as files.</summary>
internal static class TreeCopy
{
    /// <summary>Bytes of all files of one copy.</summary>
    public const long BytesMax = 64 << 20;

    /// <summary>Copies a tree's parts, and the files of <paramref name="more"/> that are there; the error text is empty when it succeeded.</summary>
    public static string Make(string from, string name, string to, IEnumerable<string> more)
    {
        var reader = new TreeReader(Path.GetFullPath(from));
        var left = BytesMax;
        foreach (var path in TreeParts.Folders.SelectMany(reader.CFilesIn).Concat(TreeParts.Files).Concat(more).Distinct())
        {
            if (reader.ReadIfThere(path) is not { } source)
                continue;
            left -= source.Bytes.Length;
            if (left < 0)
                return $"{name}: the parts that are compiled have more than {BytesMax:N0} bytes; a kernel tree has some 4,000,000";
            Write(to, source);
        }

        return reader.Unreadable is { } unreadable ? $"{name}: {unreadable}" : "";
    }

    /// <summary>Writes a file, and the directories it needs.</summary>
    public static void Write(string folder, TreeSource source)
    {
        var path = Path.Combine(folder, source.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, source.Bytes);
    }
}
