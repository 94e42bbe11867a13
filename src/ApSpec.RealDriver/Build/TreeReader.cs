using System.IO.Enumeration;

namespace ApSpec.RealDriver.Build;

/// <summary>Reads files of a tree, and records those that are missing or unreadable.</summary>
internal sealed class TreeReader(string root)
{
    private const int BytesMax = 16 << 20;
    private const int FilesMax = 300;
    private const int DepthMax = 4;
    private readonly List<string> missing = [];

    /// <summary>The directory.</summary>
    public string Root => root;

    /// <summary>Files that were asked for and are not there.</summary>
    public IReadOnlyList<string> Missing => missing;

    /// <summary>The first file that is there and cannot be read, and why; null for none.</summary>
    public string? Unreadable { get; private set; }

    /// <summary>A file that must be there; null when it is not.</summary>
    public TreeSource? Read(string path)
    {
        var source = ReadIfThere(path);
        if (source is null && Unreadable is null)
            missing.Add(path);
        return source;
    }

    /// <summary>A file that need not be there.</summary>
    public TreeSource? ReadIfThere(string path)
    {
        var full = Path.GetFullPath(Path.Combine(root, path));
        if (!IsIn(root, full))
            return null;
        try
        {
            if (RealPath.Resolve(full) is { } real && !IsIn(RealPath.Resolve(root) ?? root, real))
            {
                Unreadable ??= $"{path} is a link that leads out of the tree: {real}";
                return null;
            }

            if (new FileInfo(full) is { Exists: true, Length: > BytesMax and var length })
            {
                Unreadable ??= $"{path} has {length:N0} bytes; a source file has at most {BytesMax:N0}";
                return null;
            }

            // A file of length 0 is not opened: it is empty, or a pipe or device, which may block for ever.
            if (new FileInfo(full) is { Exists: true, Length: 0 })
                return new TreeSource(path, []);

            return new TreeSource(path, File.ReadAllBytes(full));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Unreadable ??= Directory.Exists(full) ? $"{path} is a directory; a file is needed" : $"{path} cannot be read: {e.Message}";
            return null;
        }
    }

    /// <summary>The C files of a folder and of the folders in it, by path; none when it is not there. Links to folders are not followed.</summary>
    public IEnumerable<string> CFilesIn(string folder)
    {
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            MaxRecursionDepth = DepthMax,
            AttributesToSkip = FileAttributes.Hidden,
            IgnoreInaccessible = true,
        };
        if (!Directory.Exists(Path.Combine(root, folder)))
            return [];
        var found = new FileSystemEnumerable<string>(Path.Combine(root, folder), (ref entry) => entry.ToFullPath(), options)
        {
            ShouldIncludePredicate = (ref entry) => !entry.IsDirectory
                && (entry.FileName.EndsWith(".c", StringComparison.Ordinal) || entry.FileName.EndsWith(".h", StringComparison.Ordinal)),
            ShouldRecursePredicate = (ref entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        };
        var paths = found.Select(path => Path.GetRelativePath(root, path)).Where(path => !path.AsSpan().ContainsAny("\"\\\n"))
            .Take(FilesMax + 1).Order(StringComparer.Ordinal).ToArray();
        if (paths.Length > FilesMax)
            Unreadable ??= $"{folder} has more than {FilesMax} C files";
        return paths.Take(FilesMax);
    }

    private static bool IsIn(string folder, string path) => path.StartsWith(folder.TrimEnd('/') + '/', StringComparison.Ordinal);
}
