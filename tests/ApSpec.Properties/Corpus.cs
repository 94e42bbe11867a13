using ApSpec.Drivers;
using ApSpec.Vocabulary;

namespace ApSpec.Properties;

/// <summary>The <c>.trace</c> files under tests/traces: reference traces and museum entries.</summary>
internal static class Corpus
{
    private static readonly Lazy<IReadOnlyDictionary<string, TraceFile>> All = new(() => Read("tests/traces"));
    private static readonly Lazy<IReadOnlyDictionary<string, TraceFile>> Driver = new(() => Read("tests/traces/driver"));
    private static readonly Lazy<IReadOnlyDictionary<string, TraceFile>> HotPlug = new(() => Read("tests/traces/hotplug"));

    /// <summary>File names without folder or ending, in order.</summary>
    public static IEnumerable<string> Names => All.Value.Keys;

    public static TraceFile File(string name) => All.Value[name];

    /// <summary>Writes what a revision was seen to do, revisions in the order of the catalog.</summary>
    public static void Update(string name, Expectation seen)
    {
        var path = Repository.File($"tests/traces/{name}.trace");
        var file = TraceFile.Parse(name, System.IO.File.ReadAllBytes(path), out var error) ?? throw new InvalidOperationException($"{error}");
        var order = Catalog.All.Select(revision => revision.Name).ToList();
        var lines = file.Expectations.Where(e => e.Revision != seen.Revision).Append(seen).OrderBy(e => order.IndexOf(e.Revision));
        System.IO.File.WriteAllText(path, (file with { Expectations = [.. lines] }).ToString());
    }

    /// <summary>Names of the traces that compiled drivers were found by.</summary>
    public static IEnumerable<string> DriverNames => Driver.Value.Keys;

    public static TraceFile DriverFile(string name) => Driver.Value[name];

    /// <summary>Names of the museum's traces of the open_device era.</summary>
    public static IEnumerable<string> HotPlugNames => HotPlug.Value.Keys;

    public static TraceFile HotPlugFile(string name) => HotPlug.Value[name];

    private static SortedDictionary<string, TraceFile> Read(string folder)
    {
        var files = new SortedDictionary<string, TraceFile>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(Repository.File(folder), "*.trace"))
        {
            var name = Path.GetFileNameWithoutExtension(path);
            files[name] = TraceFile.Parse(name, System.IO.File.ReadAllBytes(path), out var error)
                ?? throw new InvalidOperationException($"{error}");
        }

        return files;
    }
}
