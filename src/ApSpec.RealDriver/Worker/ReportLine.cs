using System.Text;

namespace ApSpec.RealDriver.Worker;

/// <summary>Reads a worker's report: one line of bounded length, since a driver may corrupt the worker.</summary>
internal static class ReportLine
{
    /// <summary>Characters of a report, at most.</summary>
    public const int CharsMax = 64 << 20;

    /// <summary>The line without its end; null when the worker ends before that.</summary>
    /// <exception cref="InvalidDataException">It is not a line, or too long.</exception>
    public static async Task<string?> Read(TextReader from, int charsMax = CharsMax)
    {
        var line = new StringBuilder();
        var buffer = new char[1 << 14];
        while (await from.ReadAsync(buffer) is var count and > 0)
        {
            var end = buffer.AsSpan(0, count).IndexOf('\n');
            line.Append(buffer, 0, end < 0 ? count : end);
            if (end == count - 1)
                return line.ToString();
            if (end >= 0 || line.Length > charsMax)
                throw new InvalidDataException();
        }

        return null;
    }
}
