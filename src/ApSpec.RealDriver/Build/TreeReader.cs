namespace ApSpec.RealDriver.Build;

/// <summary>Reads files of a tree, and remembers which are not there and which cannot be read.</summary>
internal sealed class TreeReader(string root)
{
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
        if (!full.StartsWith(root.TrimEnd('/') + '/', StringComparison.Ordinal))
            return null;
        try
        {
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
}
