using ApSpec.RealDriver.Worker;

namespace ApSpec.Cli;

/// <summary>The directory of a recorded program: one that the user names and keeps, or one that is removed at the end of the command.</summary>
internal sealed class ReplayFolder : IDisposable
{
    private readonly RunFolder? passing;

    private ReplayFolder(string path, RunFolder? passing = null)
    {
        Path = path;
        this.passing = passing;
    }

    public string Path { get; }

    /// <summary>A directory for the program of one driver.</summary>
    public static ReplayFolder Create(string? keep)
    {
        if (keep is not null)
            return new ReplayFolder(Named(System.IO.Path.GetFullPath(keep)));
        var folder = RunFolder.Create();
        return new ReplayFolder(folder.Path, folder);
    }

    /// <summary>A path in it.</summary>
    public string At(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => passing?.Dispose();

    // The program has files of a kernel tree, which must not be put among our own.
    private static string Named(string path)
    {
        try
        {
            for (var above = path; above is not null; above = System.IO.Path.GetDirectoryName(above))
            {
                if (File.Exists(System.IO.Path.Combine(above, "ApSpec.sln")))
                    throw new InputException($"--keep {path}: is in ApSpec's own checkout; name a directory outside");
            }

            if (File.Exists(path) || (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()))
                throw new InputException($"--keep {path}: is there already; name a directory that is empty or new");
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"--keep {path}: cannot be written: {e.Message}");
        }

        return path;
    }
}
