using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace ApSpec.RealDriver.Run;

/// <summary>
/// From an address in a compiled driver to the function and line of the user's tree, as the debug information says. Asked once an
/// address; without addr2line the address itself is the answer.
/// </summary>
internal sealed class SourceLines(string library)
{
    private readonly ConcurrentDictionary<uint, (string Function, int Line)> known = new();

    /// <summary>Where <paramref name="pc"/>, an offset in the library, comes from.</summary>
    public (string Function, int Line) Of(uint pc) => known.GetOrAdd(pc, Ask);

    private (string Function, int Line) Ask(uint pc)
    {
        var offset = $"0x{pc:x}";
        try
        {
            var start = new ProcessStartInfo("addr2line") { RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (var word in (string[])["-f", "-e", library, "-i", offset])
                start.ArgumentList.Add(word);
            using var process = Process.Start(start);
            var lines = process!.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            process.WaitForExit();
            return lines.Length < 2 || lines[0] == "??" ? (offset, 0) : Innermost(lines);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (offset, 0);
        }
    }

    // Pairs of lines, the innermost inlined function first; those of the fakes' headers are passed over for the driver's own.
    private static (string Function, int Line) Innermost(string[] lines)
    {
        for (var i = 0; i + 1 < lines.Length; i += 2)
        {
            if (lines[i + 1].Contains("vfio_ap", StringComparison.Ordinal))
                return Place(lines[i], lines[i + 1]);
        }

        return Place(lines[0], lines[1]);
    }

    private static (string Function, int Line) Place(string function, string place)
    {
        var words = place.Split(' ')[0].Split(':');
        return words.Length > 1 && int.TryParse(words[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var line)
            ? ($"{function} ({Path.GetFileName(words[^2])}:{line})", 0)
            : (function, 0);
    }
}
