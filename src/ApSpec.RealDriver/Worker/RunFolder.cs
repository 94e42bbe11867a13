namespace ApSpec.RealDriver.Worker;

/// <summary>
/// The directory for files that the processes of a run share, under <c>TMPDIR</c> and readable by its user only. It is removed at the end of
/// the run, also when a signal ends the process.
/// </summary>
public sealed class RunFolder : IDisposable
{
    private RunFolder(string path)
    {
        Path = path;
        AppDomain.CurrentDomain.ProcessExit += AtExit;
    }

    /// <summary>The directory.</summary>
    public string Path { get; }

    /// <summary>A new one.</summary>
    /// <exception cref="IOException">It cannot be made; the message names <c>TMPDIR</c> and why.</exception>
    public static RunFolder Create()
    {
        try
        {
            return Directory.Exists(System.IO.Path.GetTempPath())
                ? new RunFolder(Directory.CreateTempSubdirectory("apspec-").FullName)
                : throw new IOException("it is no directory");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refused(e);
        }
    }

    /// <summary>A path in it.</summary>
    public string At(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes all of a file, so that its blocks are allocated: a store to a mapped file on a full disk raises SIGBUS.</summary>
    /// <exception cref="IOException">It cannot be written; the message names <c>TMPDIR</c> and why.</exception>
    public string Write(string name, ReadOnlySpan<byte> bytes)
    {
        try
        {
            File.WriteAllBytes(At(name), bytes);
            return At(name);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refused(e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= AtExit;
        Delete();
    }

    private void AtExit(object? sender, EventArgs e) => Delete();

    private void Delete()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A process that ends does not report a directory that it could not remove.
        }
    }

    private static IOException Refused(Exception e) => new($"TMPDIR {System.IO.Path.GetTempPath()}: cannot be written: {e.Message}", e);
}
