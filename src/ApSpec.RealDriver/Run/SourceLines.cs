using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;

namespace ApSpec.RealDriver.Run;

/// <summary>
/// Finds function and line of the user's tree for an address in a compiled driver, from debug information. Each address of a library is looked up
/// once in a process; without addr2line the address itself is returned.
/// </summary>
internal sealed class SourceLines(string library)
{
    private static readonly ConcurrentDictionary<string, Dictionary<uint, SourcePlace>> KnownOf = new(StringComparer.Ordinal);

    private readonly Dictionary<uint, SourcePlace> known = KnownOf.GetOrAdd(library, _ => []);

    /// <summary>The source place of <paramref name="pc"/>, an offset in the library.</summary>
    public SourcePlace Find(uint pc) => Find([pc])[0];

    /// <summary>The same for many, with one request to addr2line.</summary>
    public ImmutableArray<SourcePlace> Find(IReadOnlyCollection<uint> pcs)
    {
        lock (known)
        {
            var unknown = pcs.Where(pc => !known.ContainsKey(pc)).Distinct().ToArray();
            if (unknown.Length > 0)
                Ask(unknown);
            return [.. pcs.Select(pc => known[pc])];
        }
    }

    // The answer to each address begins with the address itself (-a), and has a pair of lines for each inlined function.
    private void Ask(uint[] pcs)
    {
        foreach (var pc in pcs)
            known[pc] = new SourcePlace(Text(pc), null, 0);
        var answers = LineAsker.Ask(library, [.. pcs.Select(Text)]).Split("0x", StringSplitOptions.RemoveEmptyEntries);
        foreach (var lines in answers.Select(answer => answer.Split('\n', StringSplitOptions.RemoveEmptyEntries)))
        {
            if (lines.Length > 2 && lines[1] != "??" && uint.TryParse(lines[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var pc))
                known[pc] = Innermost(lines[1..]);
        }
    }

    private static string Text(uint pc) => $"0x{pc:x}";

    // Pairs of lines, the innermost inlined function first; functions of the fakes' headers are skipped in favour of the driver's.
    private static SourcePlace Innermost(string[] lines)
    {
        for (var i = 0; i + 1 < lines.Length; i += 2)
        {
            if (lines[i + 1].Contains("vfio_ap", StringComparison.Ordinal))
                return Place(lines[i], lines[i + 1]);
        }

        return Place(lines[0], lines[1]);
    }

    private static SourcePlace Place(string function, string place)
    {
        var words = place.Split(' ')[0].Split(':');
        return words.Length > 1 && int.TryParse(words[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var line)
            ? new SourcePlace(function, Path.GetFileName(words[^2]), line)
            : new SourcePlace(function, null, 0);
    }
}
