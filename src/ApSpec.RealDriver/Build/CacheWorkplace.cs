namespace ApSpec.RealDriver.Build;

/// <summary>
/// A directory for one build. A file beside it stays locked as long as the build's process lives, so that other builds can find the
/// directories of killed ones.
/// </summary>
internal sealed class CacheWorkplace : IDisposable
{
    private const string LockEnd = ".lock";
    private readonly string path;
    private readonly FileStream file;

    public CacheWorkplace(string folder, string key)
    {
        path = Path.Combine(folder, $"{key}.{Path.GetRandomFileName()}");
        file = new FileStream(path + LockEnd, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        Directory.CreateDirectory(path);
        Folder = new WorkFolder(path);
    }

    /// <summary>The directory.</summary>
    public WorkFolder Folder { get; }

    /// <summary>Removes the directories of builds that were killed.</summary>
    public static void RemoveAbandoned(string folder)
    {
        foreach (var locked in Directory.EnumerateFiles(folder, "*" + LockEnd))
        {
            try
            {
                using (new FileStream(locked, FileMode.Open, FileAccess.Write, FileShare.None))
                    RemoveDirectories(locked[..^LockEnd.Length]);
                File.Delete(locked);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // A build runs there, or another process removes it right now.
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            RemoveDirectories(path);
            file.Dispose();
            File.Delete(path + LockEnd);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // If this fails, the next build removes it.
        }
        finally
        {
            file.Dispose();
        }
    }

    private static void RemoveDirectories(string path)
    {
        foreach (var directory in (string[])[path, path + ".old"])
        {
            if (Directory.Exists(directory))
                Directory.Delete(directory, recursive: true);
        }
    }
}
