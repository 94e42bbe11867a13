using System.Text.RegularExpressions;
using ApSpec.RealDriver.Run;

namespace ApSpec.RealDriver.Lines;

/// <summary>
/// Accesses that the source marks as ones that may race (Documentation/dev-tools/kcsan.rst): READ_ONCE, WRITE_ONCE, data_race, atomic operations and bit
/// operations, acquire and release. Of the files of the tree that were copied for the build.
/// </summary>
/// <param name="library">The library that was built.</param>
internal sealed partial class MarkedAccesses(string library)
{
    private const string Folder = "tree";
    private readonly Dictionary<string, string[]> files = new(StringComparer.Ordinal);

    /// <summary>True when the line of an access marks it.</summary>
    public bool Has(in SourcePlace place)
    {
        if (place.File is null)
            return false;
        if (!files.TryGetValue(place.File, out var lines))
            files[place.File] = lines = Read(place.File);
        return place.Line > 0 && place.Line <= lines.Length && Mark().IsMatch(lines[place.Line - 1]);
    }

    private string[] Read(string file)
    {
        var folder = Path.Combine(Path.GetDirectoryName(library)!, Folder);
        var path = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, file, SearchOption.AllDirectories).FirstOrDefault() : null;
        return path is null ? [] : File.ReadAllLines(path);
    }

    [GeneratedRegex(@"\b(READ_ONCE|WRITE_ONCE|data_race|smp_load_acquire|smp_store_release|cmpxchg|xchg|a?test_bit\w*|test_and_\w+_bit\w*|set_bit\w*|clear_bit\w*|(atomic|refcount|kref)\w*)\s*\(")]
    private static partial Regex Mark();
}
