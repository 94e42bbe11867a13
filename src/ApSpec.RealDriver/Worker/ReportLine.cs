using System.Text;

namespace ApSpec.RealDriver.Worker;

/// <summary>Reads a worker's report: one line of bounded length, since a driver may corrupt the worker.</summary>
internal static class ReportLine
{
    /// <summary>Bytes of a report, at most.</summary>
    public const int BytesMax = 64 << 20;

    /// <summary>
    /// The line without its end; null when the worker ends before that. It reads bytes: a StreamReader whose buffer is just full waits for more
    /// of them, which never come.
    /// </summary>
    /// <exception cref="InvalidDataException">It is not a line, or too long.</exception>
    public static async Task<string?> Read(Stream from, int bytesMax = BytesMax)
    {
        using var line = new MemoryStream();
        var buffer = new byte[1 << 14];
        while (await from.ReadAsync(buffer) is var count and > 0)
        {
            var end = buffer.AsSpan(0, count).IndexOf((byte)'\n');
            line.Write(buffer, 0, end < 0 ? count : end);
            if (end == count - 1)
                return Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length);
            if (end >= 0 || line.Length > bytesMax)
                throw new InvalidDataException();
        }

        return null;
    }
}
