namespace ApSpec.Cli;

/// <summary>Writes a result to a file, which is never overwritten unasked, or to standard output.</summary>
internal static class Output
{
    /// <summary>Fails early when the file is there already, before any work is done.</summary>
    public static void Refuse(string? path, bool force)
    {
        if (path is not null && File.Exists(path) && !force)
            throw new InputException($"{path}: exists already; --force overwrites it");
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
            File.WriteAllText(path, text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be written: {e.Message}");
        }
    }
}
