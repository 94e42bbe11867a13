namespace ApSpec.Cli;

/// <summary>Writes a result to standard output or to a file; a file is overwritten only on request.</summary>
internal static class Output
{
    /// <summary>Fails before any work is done if the file exists.</summary>
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
