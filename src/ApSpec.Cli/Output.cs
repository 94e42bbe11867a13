namespace ApSpec.Cli;

/// <summary>Writes a result to a file, which is never overwritten unasked, or to standard output.</summary>
internal static class Output
{
    /// <summary>Fails early when the file is there already, before any work is done.</summary>
    public static void Refuse(string? path, bool force)
    {
        if (path is null)
            return;
        if (Directory.Exists(path))
            throw new InputException($"{path}: is a directory; a file is needed");
        if (File.Exists(path) && !force)
            throw new InputException($"{path}: exists already; --force overwrites it");
        if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))))
            throw new InputException($"{path}: cannot be written: its directory does not exist");
    }

    public static void Write(string? path, bool force, string text)
    {
        if (path is null)
        {
            Console.Write(text);
            return;
        }

        Refuse(path, force);
        try
        {
            using var file = new StreamWriter(new FileStream(path, force ? FileMode.Create : FileMode.CreateNew));
            file.Write(text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be written: {e.Message}");
        }
    }
}
