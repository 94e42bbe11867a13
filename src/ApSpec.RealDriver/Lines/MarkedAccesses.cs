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
    // The shim's headers of atomic and bit operations, which are in no tree.
    private static readonly string[] Atomic = ["atomic.h", "bitmap.h", "refcount.h"];

    private readonly Dictionary<string, SourceText> files = new(StringComparer.Ordinal);

    /// <summary>True when the statement of an access marks it.</summary>
    public bool Has(in SourcePlace place)
    {
        if (place.File is null)
            return false;
        if (Atomic.Contains(place.File))
            return true;
        if (!files.TryGetValue(place.File, out var text))
            files[place.File] = text = Read(place.File);
        return place.Line > 0 && place.Line <= text.Count && Mark().IsMatch(text.Statement(place.Line));
    }

    private SourceText Read(string file)
    {
        var folder = Path.Combine(Path.GetDirectoryName(library)!, Folder);
        var path = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, file, SearchOption.AllDirectories).FirstOrDefault() : null;
        return SourceText.From(path is null ? "" : File.ReadAllText(path));
    }

    [GeneratedRegex(@"\b(READ_ONCE|WRITE_ONCE|data_race|smp_load_acquire|smp_store_release|cmpxchg|xchg|test_bit\w*|test_and_\w+_bit\w*|set_bit\w*|clear_bit\w*|(atomic|refcount|kref)\w*)\s*\(")]
    private static partial Regex Mark();
}
