namespace ApSpec.Cli;

/// <summary>
/// Reads a file that a user names, which may be a pipe or a device. It never reads more than is allowed, since some never end. It waits for a
/// FIFO, as every other command does.
/// </summary>
internal static class InputFile
{
    /// <summary>All bytes; bad input when it cannot be read, or holds more than <paramref name="bytesMax"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="bytesMax">Bytes allowed.</param>
    /// <param name="kind">The kind of file, for the message: <c>a .trace file</c>.</param>
    public static byte[] Read(string path, int bytesMax, string kind)
    {
        if (Directory.Exists(path))
            throw new InputException($"{path}: is a directory; {kind} is needed");
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return ReadAll(file, path, bytesMax, kind);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be read: {e.Message}");
        }
    }

    /// <summary>The same for standard input.</summary>
    public static byte[] ReadStandardInput(string name, int bytesMax, string kind)
    {
        using var input = Console.OpenStandardInput();
        return ReadAll(input, name, bytesMax, kind);
    }

    /// <summary>The same as lines of text.</summary>
    public static string[] ReadLines(string path, int bytesMax, string kind)
    {
        using var reader = new StreamReader(new MemoryStream(Read(path, bytesMax, kind)));
        return reader.ReadToEnd().Split('\n').Select(line => line.TrimEnd('\r')).ToArray();
    }

    private static byte[] ReadAll(Stream file, string name, int bytesMax, string kind)
    {
        using var bytes = new MemoryStream();
        var part = new byte[1 << 16];
        for (var count = file.Read(part); count > 0; count = file.Read(part))
        {
            bytes.Write(part, 0, count);
            if (bytes.Length > bytesMax)
                throw new InputException($"{name}: more than {bytesMax:N0} bytes; {kind} has at most {bytesMax:N0}");
        }

        return bytes.ToArray();
    }
}
